package dev.msi4j.local.internal.providers.authorization;

import dev.msi4j.local.internal.arm.ArmRefusal;
import dev.msi4j.local.internal.rbac.Role;
import java.util.UUID;

/** The refusals of Microsoft.Authorization, which prints GUIDs without their hyphens. */
final class AuthorizationErrors {
  private AuthorizationErrors() {}

  static ArmRefusal invalidAssignmentName(String name) {
    return new ArmRefusal(
        400,
        "InvalidRoleAssignmentId",
        "The role assignment ID '"
            + name
            + "' is not valid. The role assignment ID must be a GUID.");
  }

  static ArmRefusal missing(String member) {
    return new ArmRefusal(
        400,
        "InvalidCreateRoleAssignmentRequest",
        "The request to create role assignment is not valid. Please check the request body: properties."
            + member
            + " is required.");
  }

  static ArmRefusal invalidPrincipalId(String principalId) {
    return new ArmRefusal(
        400,
        "InvalidPrincipalId",
        "A valid principal ID must be provided for role assignment: '"
            + principalId
            + "' is not a GUID.");
  }

  static ArmRefusal principalNotFound(UUID principalId, UUID tenantId) {
    return new ArmRefusal(
        400,
        "PrincipalNotFound",
        "Principal "
            + bare(principalId.toString())
            + " does not exist in the directory "
            + tenantId
            + ". Check that you have the correct principal ID. If you are creating this principal and"
            + " then immediately assigning a role, this error might be related to a replication"
            + " delay. In this case, set the role assignment principalType property to a value, such"
            + " as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype");
  }

  static ArmRefusal unmatchedPrincipalType(UUID principalId, String actual, String given) {
    return new ArmRefusal(
        400,
        "UnmatchedPrincipalType",
        "The PrincipalId '"
            + bare(principalId.toString())
            + "' has type '"
            + actual
            + "' , which is different from specified PrincipalType '"
            + given
            + "'.");
  }

  static ArmRefusal invalidPrincipalType(String type) {
    return new ArmRefusal(
        400,
        "InvalidPrincipalType",
        "The principal type '"
            + type
            + "' is invalid: it must be User, Group, ServicePrincipal, ForeignGroup or Device.");
  }

  /** A role that an assignment names and that is not there. */
  static ArmRefusal roleDefinitionDoesNotExist(String roleId) {
    return noSuchRole(400, roleId);
  }

  /** A role that is asked for and not there. */
  static ArmRefusal roleDefinitionNotFound(String roleId) {
    return noSuchRole(404, roleId);
  }

  private static ArmRefusal noSuchRole(int status, String roleId) {
    return new ArmRefusal(
        status,
        "RoleDefinitionDoesNotExist",
        "The specified role definition with ID '" + bare(roleId) + "' does not exist.");
  }

  static ArmRefusal roleAssignmentExists(String name) {
    return new ArmRefusal(
        409,
        "RoleAssignmentExists",
        "The role assignment already exists. The ID of the existing role assignment is "
            + bare(name)
            + ".");
  }

  static ArmRefusal updateNotPermitted() {
    return new ArmRefusal(
        400,
        "RoleAssignmentUpdateNotPermitted",
        "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");
  }

  static ArmRefusal roleAssignmentNotFound(String name) {
    return new ArmRefusal(
        404, "RoleAssignmentNotFound", "The role assignment '" + name + "' is not found.");
  }

  static ArmRefusal limitExceeded(int most) {
    return new ArmRefusal(
        400,
        "RoleAssignmentLimitExceeded",
        "No more role assignments can be created. The limit is " + most + " in a subscription.");
  }

  static ArmRefusal notAssignable(Role role, String scope) {
    return new ArmRefusal(
        400,
        "RoleAssignmentScopeNotAssignableToRoleDefinition",
        "The role definition '"
            + bare(role.id())
            + "' can't be assigned at the scope '"
            + scope
            + "': its assignable scopes are "
            + role.assignableScopes()
            + ".");
  }

  /** Assignments are never under a condition here, so none is accepted that would have one. */
  static ArmRefusal conditionNotSupported() {
    return new ArmRefusal(
        400,
        "ConditionNotSupported",
        "properties.condition is set: conditions are not evaluated here, and an assignment without"
            + " its condition would allow more than in Azure.");
  }

  /** The words are Azure's; the code is not documented. */
  static ArmRefusal lastAdministrator() {
    return new ArmRefusal(
        400,
        "LastRbacAdminAssignmentCannotBeDeleted",
        "Cannot delete the last RBAC admin assignment");
  }

  static ArmRefusal invalidRoleId(String name) {
    return new ArmRefusal(
        400,
        "InvalidRoleDefinitionId",
        "The role definition ID '"
            + name
            + "' is not valid. The role definition ID must be a GUID.");
  }

  static ArmRefusal invalidRole(String why) {
    return new ArmRefusal(
        400, "InvalidRoleDefinition", "The role definition is not valid: " + why + ".");
  }

  static ArmRefusal tooManyRoles(int most) {
    return new ArmRefusal(
        400,
        "RoleDefinitionLimitExceeded",
        "No more role definitions can be created. The limit is " + most + " in a tenant.");
  }

  static ArmRefusal roleNameTaken(String name) {
    return new ArmRefusal(
        409,
        "RoleDefinitionWithSameNameExists",
        "A custom role with the same name already exists in this directory. Use a different name: '"
            + name
            + "' is taken.");
  }

  static ArmRefusal builtInRole(Role role) {
    return new ArmRefusal(
        400,
        "BuiltInRoleCannotBeChanged",
        "The role '" + role.name() + "' is built in: it can be neither changed nor deleted.");
  }

  static ArmRefusal roleInUse(Role role) {
    return new ArmRefusal(
        400,
        "RoleDefinitionHasAssignments",
        "There are existing role assignments referencing role (code: " + bare(role.id()) + ").");
  }

  private static String bare(String guid) {
    return guid.replace("-", "");
  }
}
