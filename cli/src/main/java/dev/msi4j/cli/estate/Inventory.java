package dev.msi4j.cli.estate;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ResourceId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What exists in a subscription.
 *
 * @param credentials the credentials of each identity whose credentials were read
 * @param virtualMachines the user-assigned identities of each virtual machine
 */
public record Inventory(
    Map<ResourceId, Group> groups,
    Map<ResourceId, Identity> identities,
    Map<ResourceId, List<FederatedIdentityCredential>> credentials,
    List<Assignment> assignments,
    RoleNames roleNames,
    Map<ResourceId, Set<ResourceId>> virtualMachines) {

  /** Returns the role assignments of a principal. */
  public List<Assignment> assignmentsOf(@Nullable String principalId) {
    return principalId == null
        ? List.of()
        : assignments.stream().filter(each -> each.principalId().equals(principalId)).toList();
  }

  /** Returns the virtual machines that have an identity. */
  List<ResourceId> virtualMachinesOf(ResourceId identity) {
    return virtualMachines.entrySet().stream()
        .filter(each -> each.getValue().contains(identity))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** An existing resource group. */
  public record Group(ResourceId id, String location, Map<String, String> tags) {}

  /**
   * An existing role assignment.
   *
   * @param principalId the object id of the principal, in lower case
   * @param roleId the GUID of the role definition
   * @param condition the condition that limits the assignment; null for none
   */
  public record Assignment(
      String id,
      String principalId,
      String principalType,
      String roleId,
      String scope,
      @Nullable String condition) {

    /** Returns whether the assignment is in force at a scope: assigned there or above. */
    public boolean covers(String other) {
      return isAboveSubscriptions() || isWithin(other, scope);
    }

    /** Returns whether the scope is a management group of the subscription, or the tenant. */
    private boolean isAboveSubscriptions() {
      return scope.equals("/") || isWithin(scope, "/providers/Microsoft.Management");
    }

    private static boolean isWithin(String inner, String outer) {
      return (inner + "/")
          .toLowerCase(Locale.ROOT)
          .startsWith((outer + "/").toLowerCase(Locale.ROOT));
    }

    /** Returns whether the assignment is of a role at a scope. */
    boolean is(String role, String atScope) {
      return roleId.equals(role)
          && scope.toLowerCase(Locale.ROOT).equals(atScope.toLowerCase(Locale.ROOT));
    }
  }
}
