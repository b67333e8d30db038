package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.http.GlobMatcher;

/**
 * Matches actions against patterns, such as {@code Microsoft.Compute/*}{@code /read}, ignoring
 * case. A star matches any text, including slashes. A star between slashes also matches no segment
 * at all: {@code userAssignedIdentities/*}{@code /assign/action} of the role Managed Identity
 * Operator allows {@code userAssignedIdentities/assign/action}.
 */
public final class ActionPattern {
  private static final GlobMatcher MATCHER = new GlobMatcher(ActionPattern::isSame, true);

  private ActionPattern() {}

  /** Returns whether a pattern matches an action. */
  public static boolean matches(CharSequence pattern, CharSequence action) {
    return MATCHER.matches(pattern, action);
  }

  private static boolean isSame(char pattern, char action) {
    return Character.toLowerCase(pattern) == Character.toLowerCase(action);
  }
}
