package dev.msi4j.local.providers.authorization;

import dev.msi4j.local.arm.ArmScopes;
import dev.msi4j.local.rbac.Role;
import dev.msi4j.local.rbac.RoleAssignments;
import dev.msi4j.local.rbac.Roles;
import dev.msi4j.local.store.Documents;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The rules of roles that users define. */
final class RoleDefinitionRules {
  /** An action of a provider, or a pattern of such. */
  private static final Pattern ACTION = Pattern.compile("\\*|[\\w.*-]+(/[\\w.*-]+)++");

  private final Roles roles;
  private final RoleAssignments assignments;

  RoleDefinitionRules(Roles roles, RoleAssignments assignments) {
    this.roles = roles;
    this.assignments = assignments;
  }

  /** A role, and whether the write made it. */
  record Written(Role role, boolean created) {}

  /** Those of the tenant that can be assigned at a scope. */
  List<Role> at(Documents documents, String scope, Predicate<Role> wanted) {
    return roles.all(documents).stream()
        .filter(role -> role.isAssignableAt(scope))
        .filter(wanted)
        .toList();
  }

  Optional<Role> find(Documents documents, String id) {
    return roles.find(documents, id);
  }

  Written save(Documents documents, Role wanted) {
    var existing = roles.find(documents, wanted.id());
    existing.filter(Role::isBuiltIn).ifPresent(RoleDefinitionRules::refuseBuiltIn);
    check(wanted);
    roles.all(documents).stream()
        .filter(other -> other.name().equalsIgnoreCase(wanted.name()))
        .filter(other -> !other.id().equals(wanted.id()))
        .findFirst()
        .ifPresent(other -> {
          throw AuthorizationErrors.roleNameTaken(wanted.name());
        });
    roles.save(documents, wanted);
    return new Written(wanted, existing.isEmpty());
  }

  /** Removes a role; empty where there was none. */
  Optional<Role> delete(Documents documents, String id) {
    var role = roles.find(documents, id);
    role.ifPresent(found -> {
      if (found.isBuiltIn()) {
        refuseBuiltIn(found);
      }
      if (assignments.all(documents).stream().anyMatch(each -> each.roleId().equals(found.id()))) {
        throw AuthorizationErrors.roleInUse(found);
      }
      roles.delete(documents, found);
    });
    return role;
  }

  private static void refuseBuiltIn(Role role) {
    throw AuthorizationErrors.builtInRole(role);
  }

  private static void check(Role role) {
    if (role.name().isBlank()) {
      throw AuthorizationErrors.invalidRole("properties.roleName is required");
    }
    if (role.permissions().isEmpty()) {
      throw AuthorizationErrors.invalidRole("properties.permissions must have one or more");
    }
    if (role.assignableScopes().isEmpty()) {
      throw AuthorizationErrors.invalidRole("properties.assignableScopes must have one or more");
    }
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

  private static void check(Role.Permission permission) {
    for (var actions :
        List.of(
            permission.actions(),
            permission.notActions(),
            permission.dataActions(),
            permission.notDataActions())) {
      for (var action : actions) {
        if (!ACTION.matcher(action).matches()) {
          throw AuthorizationErrors.invalidRole(
              "'" + action + "' does not match any action: it must be like Namespace/type/read");
        }
      }
    }
  }
}
