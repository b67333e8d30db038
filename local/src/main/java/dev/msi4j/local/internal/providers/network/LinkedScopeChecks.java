package dev.msi4j.local.internal.providers.network;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks references to other resources: the caller has the join permission, and the resource
 * exists, has the right type and is in the same region.
 */
final class LinkedScopeChecks {
  /** The actions that the caller of a write needs on the referenced resources. */
  static final List<String> ACTIONS =
      Stream.of(Subnets.TYPE, PublicIpAddresses.TYPE, NetworkSecurityGroups.TYPE)
          .map(LinkedScopeChecks::action)
          .toList();

  private final NetworkStore resources;

  LinkedScopeChecks(NetworkStore resources) {
    this.resources = resources;
  }

  /** Returns the id in a reference, such as {@code "subnet": {"id": …}}. */
  static Optional<String> reference(JsonBody body, String name) {
    return body.has(name) ? body.object(name).text("id") : Optional.empty();
  }

  /**
   * Checks a reference and returns the referenced resource.
   *
   * @param type the required type
   */
  NetworkRow join(Documents documents, WriteRequest writeRequest, String target, String type) {
    var fullType = NetworkStore.NAMESPACE + "/" + type;
    writeRequest.request().checkLinked(action(type), target);
    var row =
        ResourceId.parse(target)
            .filter(id -> id.type().equalsIgnoreCase(fullType))
            .flatMap(id -> resources.find(documents, id))
            .filter(found -> location(documents, found).equals(writeRequest.location()))
            .orElseThrow(
                () -> ArmErrors.invalidResourceReference(target, writeRequest.id().toString()));
    if (row.deleting() || isParentDeleting(documents, row)) {
      throw NetworkErrors.referencedResourceNotProvisioned(target, writeRequest.id().toString());
    }
    return row;
  }

  private static String action(String type) {
    return NetworkStore.NAMESPACE + "/" + type + "/join/action";
  }

  /** Rejects references to resources of types that this provider does not serve. */
  static void rejectUnsupported(WriteRequest writeRequest, JsonBody body, String... names) {
    for (var name : names) {
      if (body.has(name)) {
        references(body, name)
            .findFirst()
            .ifPresent(id -> {
              throw ArmErrors.invalidResourceReference(id, writeRequest.id().toString());
            });
      }
    }
  }

  private static Stream<String> references(JsonBody body, String name) {
    return body.node().get(name).isArray()
        ? body.objects(name).orElse(List.of()).stream().flatMap(item -> item.text("id").stream())
        : reference(body, name).stream();
  }

  private boolean isParentDeleting(Documents documents, NetworkRow row) {
    return row.location() == null
        && resources.find(documents, row.resourceId().parent()).stream()
            .anyMatch(NetworkRow::deleting);
  }

  private String location(Documents documents, NetworkRow row) {
    return row.location() == null
        ? resources
            .find(documents, row.resourceId().parent())
            .map(parent -> location(documents, parent))
            .orElse("")
        : row.location();
  }
}
