package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A role that a principal has at a scope and at all narrower ones.
 *
 * @param condition the condition of the role assignment, or null for none
 */
record Grant(Scope at, Role role, @Nullable Condition condition) {
  /** The actions whose conditions depend on the request body, in lower case. */
  private static final Set<String> CHECKED_LATER =
      Set.of(
          "microsoft.authorization/roleassignments/write",
          "microsoft.authorization/roleassignments/delete");

  Grant(Scope at, Role role) {
    this(at, role, null);
  }

  boolean covers(Scope scope) {
    return at.covers(scope);
  }

  /** Returns whether the role applies at a scope or at a narrower one. */
  boolean overlaps(Scope scope) {
    return at.covers(scope) || scope.covers(at);
  }

  /**
   * Returns whether the role allows an action. The conditions on writes and deletions of role
   * assignments are evaluated later, when their attributes are known.
   */
  boolean allows(String action) {
    return CHECKED_LATER.contains(CaseFolding.of(action))
        ? role.includes(action)
        : allows(ConditionContext.of(action));
  }

  boolean allows(ConditionContext context) {
    return role.allows(context) && isMet(context);
  }

  boolean allowsData(String action) {
    var context = ConditionContext.of(action);
    return role.allowsData(context) && isMet(context);
  }

  private boolean isMet(ConditionContext context) {
    return condition == null || condition.isMet(context);
  }
}
