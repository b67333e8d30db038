package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.text.CaseFolding;
import org.jspecify.annotations.Nullable;

/**
 * The assignment of a role to a principal at a scope and at all narrower ones.
 *
 * @param name the GUID of the assignment, unique in the tenant
 * @param roleDefinitionId the resource id of the role in the spelling of the request
 * @param principalType the type of the principal, such as {@code ServicePrincipal}
 * @param createdBy the object id of the caller that created the assignment
 * @param updatedBy the object id of the caller that changed the assignment last
 * @param condition the condition of version 2.0, or null for none
 */
public record RoleAssignment(
    String name,
    String scope,
    String roleDefinitionId,
    String principalId,
    String principalType,
    @Nullable String description,
    String createdOn,
    String updatedOn,
    String createdBy,
    String updatedBy,
    @Nullable String condition) {

  /** Returns the resource id. */
  public String id() {
    return (scope.equals("/") ? "" : scope)
        + "/providers/Microsoft.Authorization/roleAssignments/"
        + name;
  }

  /** Returns the GUID of the role, in lower case. */
  public String roleId() {
    return CaseFolding.of(roleDefinitionId.substring(roleDefinitionId.lastIndexOf('/') + 1));
  }

  /** Returns whether another assignment has the same role, principal and scope. */
  public boolean isSameGrant(RoleAssignment other) {
    return principalId.equalsIgnoreCase(other.principalId)
        && roleId().equals(other.roleId())
        && isAt(other.scope);
  }

  /** Returns whether the scope of the assignment equals another one. */
  public boolean isAt(String other) {
    return Scope.of(scope).equals(Scope.of(other));
  }

  /** Returns this assignment with the description and the condition of another one. */
  public RoleAssignment updated(RoleAssignment other) {
    return new RoleAssignment(
        name,
        scope,
        roleDefinitionId,
        principalId,
        principalType,
        other.description,
        createdOn,
        other.updatedOn,
        createdBy,
        other.updatedBy,
        other.condition);
  }

  String key() {
    return CaseFolding.of(id());
  }
}
