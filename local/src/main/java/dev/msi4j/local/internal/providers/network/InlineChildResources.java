package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads and renders child resources that are inlined in the body of their parent. */
final class InlineChildResources {
  private final NetworkStore resources;
  private final NetworkType type;
  private final String member;

  /**
   * Creates the reader of one type of children.
   *
   * @param type the type of the children
   * @param member the property of the parent with the children, which is also their type in ids
   */
  InlineChildResources(NetworkStore resources, NetworkType type, String member) {
    this.resources = resources;
    this.type = type;
    this.member = member;
  }

  /** Reads the children in the body of a write request. */
  List<WriteRequest> read(Documents documents, WriteRequest parent) {
    var names = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
    var all = new ArrayList<WriteRequest>();
    for (var body : parent.properties().objects(member).orElse(List.of())) {
      var name = name(parent, body);
      if (!names.add(name)) {
        throw NetworkErrors.invalidRequestFormat(
            "properties."
                + member
                + " of resource "
                + parent.id()
                + " contains '"
                + name
                + "' more than once.");
      }
      var id = parent.id().child(member, name);
      all.add(
          new WriteRequest(
              id, parent.location(), body, resources.find(documents, id), parent.request()));
    }
    return all;
  }

  /** Deletes the existing children that the request does not contain. */
  void removeOthers(Documents documents, ResourceId parent, List<WriteRequest> requested) {
    var kept = requested.stream().map(child -> child.id().key()).collect(Collectors.toSet());
    resources.children(documents, parent, member).stream()
        .filter(child -> !kept.contains(CaseFolding.of(child.id())))
        .forEach(child -> {
          type.checkUnused(documents, child);
          resources.remove(documents, type, child);
        });
  }

  /** Renders the children as the parent returns them. */
  ArrayNode render(Documents documents, NetworkRow parent) {
    var array = Json.array();
    resources
        .children(documents, parent.resourceId(), member)
        .forEach(child -> array.add(Responses.resource(documents, type, child)));
    return array;
  }

  private String name(WriteRequest parent, JsonBody body) {
    return body.text("name")
        .orElseThrow(() ->
            NetworkErrors.invalidRequestFormat(
                "Each item in properties."
                    + member
                    + " of resource "
                    + parent.id()
                    + " must have a name."));
  }
}
