package dev.msi4j.local.internal.providers.authorization;

import dev.msi4j.local.internal.arm.ArmScopes;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.Role;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.rbac.Roles;
import dev.msi4j.local.internal.rbac.ScopeHierarchy;
import dev.msi4j.local.internal.store.Documents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Validates, saves and deletes custom roles.
 *
 * <p>The limits are those of "Azure RBAC limits" in <a
 * href="https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits">
 * Azure subscription and service limits</a>.
 */
final class RoleDefinitionRules {
  /** An action of a provider, or a pattern of actions. */
  private static final Pattern ACTION = Pattern.compile("\\*|[\\w.*-]+(/[\\w.*-]+)++");

  private static final int MAX_CUSTOM_ROLES = 5_000;

  private static final int MAX_NAME_LENGTH = 512;
  private static final int MAX_DESCRIPTION_LENGTH = 2_048;
  private static final int MAX_ASSIGNABLE_SCOPES = 2_000;

  /** The maximum size of a role definition: 1 MB, counted as UTF-8 bytes of its JSON. */
  private static final int MAX_DEFINITION_BYTES = 1 << 20;

  private final Roles roles;
  private final RoleAssignments assignments;

  RoleDefinitionRules(Roles roles, RoleAssignments assignments) {
    this.roles = roles;
    this.assignments = assignments;
  }

  /**
   * The result of a write.
   *
   * @param created whether the role is new
   */
  record Written(Role role, boolean created) {}

  /** Returns the hierarchy of the scopes at which roles are assigned. */
  ScopeHierarchy scopes(Documents documents) {
    return assignments.scopes(documents);
  }

  Optional<Role> find(Documents documents, String id) {
    return roles.find(documents, id);
  }

  Written save(Documents documents, Role requested) {
    var existing = roles.find(documents, requested.id());
    existing.filter(Role::isBuiltIn).ifPresent(RoleDefinitionRules::rejectBuiltIn);
    check(requested);
    if (existing.isEmpty() && roles.count(documents) >= MAX_CUSTOM_ROLES) {
      throw AuthorizationErrors.tooManyRoles(MAX_CUSTOM_ROLES);
    }
    roles
        .all(documents)
        .filter(other -> other.name().equalsIgnoreCase(requested.name()))
        .filter(other -> !other.id().equals(requested.id()))
        .findFirst()
        .ifPresent(other -> {
          throw AuthorizationErrors.roleNameTaken(requested.name());
        });
    roles.save(documents, requested);
    return new Written(requested, existing.isEmpty());
  }

  /** Deletes a role and returns it; empty if it did not exist. */
  Optional<Role> delete(Documents documents, String id) {
    var role = roles.find(documents, id);
    role.ifPresent(found -> {
      if (found.isBuiltIn()) {
        rejectBuiltIn(found);
      }
      if (assignments.all(documents).anyMatch(each -> each.roleId().equals(found.id()))) {
        throw AuthorizationErrors.roleInUse(found);
      }
      roles.delete(documents, found);
    });
    return role;
  }

  private static void rejectBuiltIn(Role role) {
    throw AuthorizationErrors.builtInRole(role);
  }

  private static void check(Role role) {
    if (role.name().isBlank()) {
      throw AuthorizationErrors.invalidRole("properties.roleName is required");
    }
    if (role.permissions().isEmpty()) {
      throw AuthorizationErrors.invalidRole(
          "properties.permissions must contain at least one permission");
    }
    if (role.assignableScopes().isEmpty()) {
      throw AuthorizationErrors.invalidRole(
          "properties.assignableScopes must contain at least one scope");
    }
    checkSize(role);
    for (var scope : role.assignableScopes()) {
      if (scope.equals("/") || !ArmScopes.isValid(scope)) {
        throw AuthorizationErrors.invalidRole(
            "the assignable scope '"
                + scope
                + "' must be a subscription, a resource group or a management group");
      }
    }
    role.permissions().forEach(RoleDefinitionRules::check);
  }

  private static void checkSize(Role role) {
    checkLength("roleName", role.name().length(), MAX_NAME_LENGTH, "characters");
    checkLength("description", role.description().length(), MAX_DESCRIPTION_LENGTH, "characters");
    checkLength("assignableScopes", role.assignableScopes().size(), MAX_ASSIGNABLE_SCOPES, "items");
    var bytes = Json.write(role).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_DEFINITION_BYTES) {
      throw AuthorizationErrors.invalidRole(
          "it has " + bytes + " bytes; the maximum is " + MAX_DEFINITION_BYTES);
    }
  }

  private static void checkLength(String property, int length, int maximum, String unit) {
    if (length > maximum) {
      throw AuthorizationErrors.invalidRole(
          "properties." + property + " has " + length + " " + unit + "; the maximum is " + maximum);
    }
  }

  private static void check(Role.Permission permission) {
    actions(permission)
        .filter(action -> !ACTION.matcher(action).matches())
        .findFirst()
        .ifPresent(action -> {
          throw AuthorizationErrors.invalidRole(
              "'"
                  + action
                  + "' does not match any action: expected a pattern such as Namespace/type/read");
        });
  }

  private static Stream<String> actions(Role.Permission permission) {
    return Stream.of(
            permission.actions(),
            permission.notActions(),
            permission.dataActions(),
            permission.notDataActions())
        .flatMap(List::stream);
  }
}
