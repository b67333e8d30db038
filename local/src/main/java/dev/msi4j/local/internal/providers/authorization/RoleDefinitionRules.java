package dev.msi4j.local.internal.providers.authorization;

import dev.msi4j.local.internal.arm.ArmScopes;
import dev.msi4j.local.internal.rbac.Role;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.rbac.Roles;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of roles that users define. */
final class RoleDefinitionRules {
  /** An action of a provider, or a pattern of such. */
  private static final Pattern ACTION = Pattern.compile("\\*|[\\w.*-]+(/[\\w.*-]+)++");

  /** What Azure allows in a tenant. */
  private static final int MOST = 5_000;

  private static final int LONGEST_NAME = 512;
  private static final int LONGEST_DESCRIPTION = 2_048;
  private static final int MOST_SCOPES = 2_000;

  /**
   * The most characters that the actions and scopes of a role have together. Azure names no limit;
   * without one the roles of a caller, which each of its requests reads, have no bound.
   */
  private static final int MOST_CHARACTERS = 256 << 10;

  private final Roles roles;
  private final RoleAssignments assignments;

  RoleDefinitionRules(Roles roles, RoleAssignments assignments) {
    this.roles = roles;
    this.assignments = assignments;
  }

  /** A role, and whether the write made it. */
  record Written(Role role, boolean created) {}

  Optional<Role> find(Documents documents, String id) {
    return roles.find(documents, id);
  }

  Written save(Documents documents, Role requested) {
    var existing = roles.find(documents, requested.id());
    existing.filter(Role::isBuiltIn).ifPresent(RoleDefinitionRules::rejectBuiltIn);
    check(requested);
    if (existing.isEmpty() && roles.count(documents) >= MOST) {
      throw AuthorizationErrors.tooManyRoles(MOST);
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

  /** Removes a role; empty where there was none. */
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
      throw AuthorizationErrors.invalidRole("properties.permissions must have one or more");
    }
    if (role.assignableScopes().isEmpty()) {
      throw AuthorizationErrors.invalidRole("properties.assignableScopes must have one or more");
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
    checkLength("roleName", role.name().length(), LONGEST_NAME, "characters");
    checkLength("description", role.description().length(), LONGEST_DESCRIPTION, "characters");
    checkLength("assignableScopes", role.assignableScopes().size(), MOST_SCOPES, "items");
    var characters =
        Stream.concat(
                role.assignableScopes().stream(),
                role.permissions().stream().flatMap(RoleDefinitionRules::actions))
            .mapToInt(String::length)
            .sum();
    checkLength("permissions with assignableScopes", characters, MOST_CHARACTERS, "characters");
  }

  private static void checkLength(String property, int length, int most, String unit) {
    if (length > most) {
      throw AuthorizationErrors.invalidRole(
          "properties."
              + property
              + " has "
              + length
              + " "
              + unit
              + ", and "
              + most
              + " are the most");
    }
  }

  private static void check(Role.Permission permission) {
    actions(permission)
        .filter(action -> !ACTION.matcher(action).matches())
        .findFirst()
        .ifPresent(action -> {
          throw AuthorizationErrors.invalidRole(
              "'" + action + "' does not match any action: it must be like Namespace/type/read");
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
