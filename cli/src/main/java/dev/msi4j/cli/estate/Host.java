package dev.msi4j.cli.estate;

import dev.msi4j.ResourceId;
import dev.msi4j.cli.azure.Resource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A resource with managed identities, such as a virtual machine.
 *
 * @param principalId the object id of the system-assigned identity, in lower case; null for none
 * @param principals the object id of each user-assigned identity; empty if the service omits it
 */
public record Host(
    ResourceId id, String type, @Nullable String principalId, Map<ResourceId, String> principals) {

  static Host of(Resource resource) {
    var principals = new LinkedHashMap<ResourceId, String>();
    if (resource.value("identity", "userAssignedIdentities") instanceof Map<?, ?> assigned) {
      assigned.forEach((id, value) ->
          principals.put(
              ResourceId.parse(String.valueOf(id)),
              value instanceof Map<?, ?> members && members.get("principalId") != null
                  ? String.valueOf(members.get("principalId")).toLowerCase(Locale.ROOT)
                  : ""));
    }
    var principalId = resource.text("identity", "principalId");
    return new Host(
        ResourceId.parse(resource.id()),
        resource.textOr("", "type"),
        principalId == null ? null : principalId.toLowerCase(Locale.ROOT),
        principals);
  }

  /** Returns the user-assigned identities. */
  public Set<ResourceId> identities() {
    return principals.keySet();
  }
}
