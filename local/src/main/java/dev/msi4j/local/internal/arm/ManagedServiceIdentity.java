package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The identities of a resource that can have some, such as a virtual machine: its own, and those a
 * user has assigned to it.
 *
 * @param system its own identity, or null
 * @param userAssigned by resource id, as the user spelled it
 */
public record ManagedServiceIdentity(@Nullable Own system, Map<String, Assigned> userAssigned) {
  /** No identity. */
  public static final ManagedServiceIdentity NONE = new ManagedServiceIdentity(null, Map.of());

  /** An identity that lives and dies with its resource. */
  public record Own(String principalId, String clientId, String tenantId) {}

  /** What Azure fills in for an assigned identity. */
  public record Assigned(String principalId, String clientId) {}

  /** Returns what is stored for an assigned identity; empty if it is not assigned. */
  public Optional<Assigned> assigned(ResourceId identity) {
    return userAssigned.entrySet().stream()
        .filter(entry -> CaseFolding.of(entry.getKey()).equals(identity.key()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  public boolean isNone() {
    return system == null && userAssigned.isEmpty();
  }

  /** The block {@code identity} as answers show it. */
  public ObjectNode json() {
    var block = Json.object().put("type", type());
    if (system != null) {
      block.put("principalId", system.principalId).put("tenantId", system.tenantId);
    }
    if (!userAssigned.isEmpty()) {
      var assigned = block.putObject("userAssignedIdentities");
      userAssigned.forEach((id, filled) ->
          assigned
              .putObject(id)
              .put("principalId", filled.principalId)
              .put("clientId", filled.clientId));
    }
    return block;
  }

  private String type() {
    if (system == null) {
      return userAssigned.isEmpty() ? "None" : "UserAssigned";
    }
    return userAssigned.isEmpty() ? "SystemAssigned" : "SystemAssigned, UserAssigned";
  }
}
