package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The managed identities of a resource, such as a virtual machine.
 *
 * @param system the system-assigned identity, or null
 * @param userAssigned the user-assigned identities by resource id, in the spelling of the request
 */
public record ManagedServiceIdentity(
    @Nullable SystemAssigned system, Map<String, UserAssigned> userAssigned) {
  /** No identity. */
  public static final ManagedServiceIdentity NONE = new ManagedServiceIdentity(null, Map.of());

  /** An identity that is created and deleted together with its resource. */
  public record SystemAssigned(String principalId, String clientId, String tenantId) {}

  /** The members that Azure adds to an assigned identity in responses. */
  public record UserAssigned(String principalId, String clientId) {}

  /** Returns what is stored for an assigned identity; empty if it is not assigned. */
  public Optional<UserAssigned> assigned(ResourceId identity) {
    return userAssigned.entrySet().stream()
        .filter(entry -> CaseFolding.of(entry.getKey()).equals(identity.key()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  public boolean isNone() {
    return system == null && userAssigned.isEmpty();
  }

  /** Returns the {@code identity} block of a response. */
  public ObjectNode json() {
    var block = Json.object().put("type", type());
    if (system != null) {
      block.put("principalId", system.principalId).put("tenantId", system.tenantId);
    }
    if (!userAssigned.isEmpty()) {
      var assigned = block.putObject("userAssignedIdentities");
      userAssigned.forEach((id, identity) ->
          assigned
              .putObject(id)
              .put("principalId", identity.principalId)
              .put("clientId", identity.clientId));
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
