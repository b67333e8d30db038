package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.msi4j.local.internal.arm.JsonBody;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Resources that a client can say together with the resource they are inside. */
final class InlineChildResources {
  private final NetworkStore resources;
  private final NetworkType type;
  private final String member;

  /**
   * @param type of the children
   * @param member of the properties that holds them, which is also their type in an id
   */
  InlineChildResources(NetworkStore resources, NetworkType type, String member) {
    this.resources = resources;
    this.type = type;
    this.member = member;
  }

  /** The children in the body of a write. */
  List<WriteRequest> requested(Documents documents, WriteRequest parent) {
    var names = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
    var all = new ArrayList<WriteRequest>();
    for (var body : parent.properties().objects(member).orElse(List.of())) {
      var name = name(parent, body);
      if (!names.add(name)) {
        throw NetworkErrors.invalidRequestFormat(
            "properties." + member + " of resource " + parent.id() + " has '" + name + "' twice.");
      }
      var id = parent.id().child(member, name);
      all.add(
          new WriteRequest(
              id, parent.location(), body, resources.find(documents, id), parent.request()));
    }
    return all;
  }

  /** Removes the children that are not wanted any more. */
  void removeOthers(Documents documents, ResourceId parent, List<WriteRequest> requested) {
    var kept = requested.stream().map(child -> child.id().key()).collect(Collectors.toSet());
    resources.inside(documents, parent, member).stream()
        .filter(child -> !kept.contains(CaseFolding.of(child.id())))
        .forEach(child -> {
          type.checkUnused(documents, child);
          resources.remove(documents, type, child);
        });
  }

  /** The children as their parent shows them. */
  ArrayNode shown(Documents documents, NetworkRow parent) {
    var array = Json.array();
    resources
        .inside(documents, parent.resourceId(), member)
        .forEach(child -> array.add(Responses.resource(documents, type, child)));
    return array;
  }

  private String name(WriteRequest parent, JsonBody body) {
    return body.text("name")
        .orElseThrow(() ->
            NetworkErrors.invalidRequestFormat(
                "Each of properties." + member + " of resource " + parent.id() + " needs a name."));
  }
}
