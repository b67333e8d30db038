package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.text.CaseFolding;
import org.jspecify.annotations.Nullable;

/**
 * A role that a principal has at a scope and below.
 *
 * @param name the GUID that names the assignment in its tenant
 * @param roleDefinitionId the resource id of the role, as it was given
 * @param principalType such as {@code ServicePrincipal}
 * @param createdBy the object id of who assigned it
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
    String updatedBy) {

  /** The resource id. */
  public String id() {
    return (scope.equals("/") ? "" : scope)
        + "/providers/Microsoft.Authorization/roleAssignments/"
        + name;
  }

  /** The GUID of the role, in lower case. */
  public String roleId() {
    return CaseFolding.of(roleDefinitionId.substring(roleDefinitionId.lastIndexOf('/') + 1));
  }

  /** Whether another assignment gives the same role to the same principal at the same scope. */
  public boolean isSameGrant(RoleAssignment other) {
    return principalId.equalsIgnoreCase(other.principalId)
        && roleId().equals(other.roleId())
        && Scope.of(scope).equals(Scope.of(other.scope));
  }

  /** Whether it is in force at a scope: assigned there or above. */
  public boolean isInForceAt(String other) {
    return Scope.of(scope).covers(Scope.of(other));
  }

  /** Whether it is assigned at a scope or below. */
  public boolean isWithin(String other) {
    return Scope.of(other).covers(Scope.of(scope));
  }

  /** The same assignment, described anew. */
  public RoleAssignment described(@Nullable String text, String at, String by) {
    return new RoleAssignment(
        name,
        scope,
        roleDefinitionId,
        principalId,
        principalType,
        text,
        createdOn,
        at,
        createdBy,
        by);
  }

  String key() {
    return CaseFolding.of(id());
  }
}
