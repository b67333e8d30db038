package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.http.GlobMatcher;

/**
 * A pattern of actions, such as {@code Microsoft.Compute/*}{@code /read}: compared without case, a
 * star stands for any text, slashes too. A star between slashes may stand for nothing at all: the
 * role Managed Identity Operator has {@code userAssignedIdentities/*}{@code /assign/action}, and by
 * that its holders may assign.
 */
public final class ActionPattern {
  private static final GlobMatcher MATCHER = new GlobMatcher(ActionPattern::isSame, true);

  private ActionPattern() {}

  /** Whether an action is one of those that the pattern stands for. */
  public static boolean matches(CharSequence pattern, CharSequence action) {
    return MATCHER.matches(pattern, action);
  }

  private static boolean isSame(char pattern, char action) {
    return Character.toLowerCase(pattern) == Character.toLowerCase(action);
  }
}
