package dev.msi4j.cli.audit;

import dev.msi4j.cli.estate.Inventory.Assignment;
import dev.msi4j.cli.estate.RoleDefinition;
import java.util.Collection;
import java.util.Set;

/** Decides which roles are privileged. */
final class Privileges {
  private static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

  /**
   * Owner, Contributor, User Access Administrator and Role Based Access Control Administrator
   * (learn.microsoft.com, "Azure built-in roles").
   */
  private static final Set<String> ADMINISTRATORS =
      Set.of(
          OWNER,
          "b24988ac-6180-42a0-ab88-20f7382dd24c",
          "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
          "f58310d9-a9f6-439a-9e8d-f62e7b41a168");

  private Privileges() {}

  static boolean isOwner(Assignment assignment) {
    return assignment.roleId().equals(OWNER);
  }

  /** Returns whether a role manages all resources or the access to them. */
  static boolean isAdministrator(Assignment assignment) {
    return ADMINISTRATORS.contains(assignment.roleId());
  }

  /** Returns whether a role changes anything: all its actions do not end with {@code /read}. */
  static boolean writes(RoleDefinition role) {
    return role.actions().anyMatch(each -> !each.endsWith("/read"));
  }

  /**
   * Returns whether one of the assignments is an administrator's at a scope or above, so that
   * another administrator's assignment at that scope adds nothing.
   */
  static boolean administers(Collection<Assignment> assignments, String scope) {
    return assignments.stream().anyMatch(each -> isAdministrator(each) && each.covers(scope));
  }
}
