package dev.msi4j.local.internal.providers.authorization;

import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.rbac.Role;
import java.util.UUID;

/** Creates the errors of Microsoft.Authorization. Its messages print GUIDs without hyphens. */
final class AuthorizationErrors {
  private AuthorizationErrors() {}

  static ArmException invalidAssignmentName(String name) {
    return new ArmException(
        400,
        "InvalidRoleAssignmentId",
        "The role assignment ID '"
            + name
            + "' is not valid. The role assignment ID must be a GUID.");
  }

  static ArmException providerNotFound(String namespace) {
    return new ArmException(
        404, "ProviderNotFound", "The resource provider '" + namespace + "' was not found.");
  }

  static ArmException denyAssignmentNotFound(String name) {
    return new ArmException(
        404, "DenyAssignmentNotFound", "The deny assignment '" + name + "' is not found.");
  }

  /** The tenant has no license for Privileged Identity Management. */
  static ArmException licenseRequired() {
    return new ArmException(
        400,
        "AadPremiumLicenseRequired",
        "The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.");
  }

  static ArmException missing(String member) {
    return new ArmException(
        400,
        "InvalidCreateRoleAssignmentRequest",
        "The request to create role assignment is not valid. Please check the request body:"
            + " properties."
            + member
            + " is required.");
  }

  static ArmException invalidPrincipalId(String principalId) {
    return new ArmException(
        400,
        "InvalidPrincipalId",
        "A valid principal ID must be provided for role assignment: '"
            + principalId
            + "' is not a GUID.");
  }

  static ArmException principalNotFound(UUID principalId, UUID tenantId) {
    return new ArmException(
        400,
        "PrincipalNotFound",
        "Principal "
            + withoutHyphens(principalId.toString())
            + " does not exist in the directory "
            + tenantId
            + ". Check that you have the correct principal ID. If you are creating this principal"
            + " and then immediately assigning a role, this error might be related to a replication"
            + " delay. In this case, set the role assignment principalType property to a value,"
            + " such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype");
  }

  static ArmException unmatchedPrincipalType(UUID principalId, String actual, String given) {
    return new ArmException(
        400,
        "UnmatchedPrincipalType",
        "The PrincipalId '"
            + withoutHyphens(principalId.toString())
            + "' has type '"
            + actual
            + "' , which is different from specified PrincipalType '"
            + given
            + "'.");
  }

  static ArmException invalidPrincipalType(String type) {
    return new ArmException(
        400,
        "InvalidPrincipalType",
        "The principal type '"
            + type
            + "' is invalid: it must be User, Group, ServicePrincipal, ForeignGroup or Device.");
  }

  /** Rejects a role assignment that refers to a missing role definition. */
  static ArmException roleDefinitionDoesNotExist(String roleId) {
    return noSuchRole(400, roleId);
  }

  /** Reports that the requested role definition does not exist. */
  static ArmException roleDefinitionNotFound(String roleId) {
    return noSuchRole(404, roleId);
  }

  private static ArmException noSuchRole(int status, String roleId) {
    return new ArmException(
        status,
        "RoleDefinitionDoesNotExist",
        "The specified role definition with ID '" + withoutHyphens(roleId) + "' does not exist.");
  }

  static ArmException roleAssignmentExists(String name) {
    return new ArmException(
        409,
        "RoleAssignmentExists",
        "The role assignment already exists. The ID of the existing role assignment is "
            + withoutHyphens(name)
            + ".");
  }

  static ArmException updateNotPermitted() {
    return new ArmException(
        400,
        "RoleAssignmentUpdateNotPermitted",
        "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");
  }

  static ArmException roleAssignmentNotFound(String name) {
    return new ArmException(
        404, "RoleAssignmentNotFound", "The role assignment '" + name + "' is not found.");
  }

  static ArmException limitExceeded(int maximum, String scope) {
    return new ArmException(
        400,
        "RoleAssignmentLimitExceeded",
        "No more role assignments can be created. The limit is "
            + maximum
            + " in the scope '"
            + scope
            + "'.");
  }

  /** The management group of a scope does not exist; the wording is recorded from Azure. */
  static ArmException managementGroupNotFound(String scope) {
    var name = scope.substring(scope.lastIndexOf('/') + 1);
    return new ArmException(
        404, "ManagementGroupNotFound", "The management group '" + name + "' cannot be found.");
  }

  static ArmException notAssignable(Role role, String scope) {
    return new ArmException(
        400,
        "RoleAssignmentScopeNotAssignableToRoleDefinition",
        "The role definition '"
            + withoutHyphens(role.id())
            + "' can't be assigned at the scope '"
            + scope
            + "': its assignable scopes are "
            + role.assignableScopes()
            + ".");
  }

  static ArmException invalidCondition(String reason) {
    return new ArmException(
        400, "InvalidCondition", "The given role assignment condition is invalid: " + reason + ".");
  }

  static ArmException invalidConditionVersion(String version, String expected) {
    return new ArmException(
        400,
        "InvalidConditionVersion",
        "The condition version '" + version + "' is invalid: it must be '" + expected + "'.");
  }

  /**
   * Rejects the deletion of the last owner. The message is recorded from Azure; the code is not
   * documented.
   */
  static ArmException lastAdministrator() {
    return new ArmException(
        400,
        "LastRbacAdminAssignmentCannotBeDeleted",
        "Cannot delete the last RBAC admin assignment");
  }

  static ArmException invalidRoleId(String name) {
    return new ArmException(
        400,
        "InvalidRoleDefinitionId",
        "The role definition ID '"
            + name
            + "' is not valid. The role definition ID must be a GUID.");
  }

  static ArmException invalidRole(String reason) {
    return new ArmException(
        400, "InvalidRoleDefinition", "The role definition is not valid: " + reason + ".");
  }

  static ArmException tooManyRoles(int maximum) {
    return new ArmException(
        400,
        "RoleDefinitionLimitExceeded",
        "No more role definitions can be created. The limit is " + maximum + " in a tenant.");
  }

  static ArmException roleNameTaken(String name) {
    return new ArmException(
        409,
        "RoleDefinitionWithSameNameExists",
        "A custom role with the same name already exists in this directory. Use a different name: '"
            + name
            + "' is taken.");
  }

  static ArmException builtInRole(Role role) {
    return new ArmException(
        400,
        "BuiltInRoleCannotBeChanged",
        "The role '" + role.name() + "' is built-in and cannot be changed or deleted.");
  }

  static ArmException roleInUse(Role role) {
    return new ArmException(
        400,
        "RoleDefinitionHasAssignments",
        "There are existing role assignments referencing role (code: "
            + withoutHyphens(role.id())
            + ").");
  }

  static ArmException lockNotFound(String name) {
    return new ArmException(404, "LockNotFound", "The lock '" + name + "' could not be found.");
  }

  static ArmException invalidLockName(String name) {
    return new ArmException(
        400,
        "InvalidLockName",
        "The lock name '"
            + name
            + "' is invalid: it must have 1 to 260 characters, without < > % & : \\ ? / and control"
            + " characters.");
  }

  static ArmException invalidLockLevel(String level) {
    return new ArmException(
        400,
        "InvalidLockLevel",
        "The lock level '"
            + level
            + "' is invalid: it must be CanNotDelete, ReadOnly or"
            + " NotSpecified.");
  }

  static ArmException lockNotesTooLong(int length, int max) {
    return new ArmException(
        400,
        "InvalidLockNotes",
        "properties.notes has " + length + " characters; the maximum is " + max + ".");
  }

  private static String withoutHyphens(String guid) {
    return guid.replace("-", "");
  }
}
