package dev.msi4j.local.internal.providers.authorization;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.Role;
import dev.msi4j.local.internal.rbac.RoleAssignment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renders role definitions and role assignments as response bodies. */
final class Responses {
  static final String ASSIGNMENT_TYPE = "Microsoft.Authorization/roleAssignments";
  static final String DEFINITION_TYPE = "Microsoft.Authorization/roleDefinitions";

  /** The only version of conditions that Azure has. */
  static final String CONDITION_VERSION = "2.0";

  private Responses() {}

  static ObjectNode roleAssignment(RoleAssignment assignment) {
    var document =
        Json.object()
            .put("id", assignment.id())
            .put("name", assignment.name())
            .put("type", ASSIGNMENT_TYPE);
    document
        .putObject("properties")
        .put("roleDefinitionId", assignment.roleDefinitionId())
        .put("principalId", assignment.principalId())
        .put("principalType", assignment.principalType())
        .put("scope", assignment.scope())
        .put("description", assignment.description())
        .put("condition", assignment.condition())
        .put("conditionVersion", assignment.condition() == null ? null : CONDITION_VERSION)
        .put("createdOn", assignment.createdOn())
        .put("updatedOn", assignment.updatedOn())
        .put("createdBy", assignment.createdBy())
        .put("updatedBy", assignment.updatedBy())
        .put("delegatedManagedIdentityResourceId", (@Nullable String) null);
    return document;
  }

  static ObjectNode roleDefinition(ArmRequest request, Role role) {
    var subscription = Optional.ofNullable(request.arguments().get("subscriptionId"));
    var document =
        Json.object()
            .put(
                "id",
                subscription.map(id -> "/subscriptions/" + id).orElse("")
                    + "/providers/"
                    + DEFINITION_TYPE
                    + "/"
                    + role.id())
            .put("type", DEFINITION_TYPE)
            .put("name", role.id());
    var properties =
        document
            .putObject("properties")
            .put("roleName", role.name())
            .put("type", role.type())
            .put("description", role.description());
    role.assignableScopes().forEach(properties.putArray("assignableScopes")::add);
    var permissions = properties.putArray("permissions");
    role.permissions().forEach(each -> addPermission(permissions, each));
    return document;
  }

  /** Adds a permission of a role to an array of permissions. */
  static void addPermission(ArrayNode permissions, Role.Permission permission) {
    var added = permissions.addObject();
    permission.actions().forEach(added.putArray("actions")::add);
    permission.notActions().forEach(added.putArray("notActions")::add);
    permission.dataActions().forEach(added.putArray("dataActions")::add);
    permission.notDataActions().forEach(added.putArray("notDataActions")::add);
    if (permission.condition() != null) {
      added
          .put("condition", permission.condition().toString())
          .put("conditionVersion", CONDITION_VERSION);
    }
  }
}
