package dev.msi4j.local.rbac;

/**
 * A pattern of actions, such as {@code Microsoft.Compute/*}{@code /read}: compared without case, a
 * star stands for any text, slashes too. A star between slashes may stand for nothing at all: the
 * role Managed Identity Operator has {@code userAssignedIdentities/*}{@code /assign/action}, and by
 * that its holders may assign.
 */
public final class ActionPattern {
  private ActionPattern() {}

  private static final String BETWEEN = "/*/";

  /** Whether an action is one of those that the pattern stands for. */
  public static boolean matches(String pattern, String action) {
    if (matchesAsIs(pattern, action)) {
      return true;
    }
    for (var at = pattern.indexOf(BETWEEN); at >= 0; at = pattern.indexOf(BETWEEN, at + 1)) {
      if (matches(pattern.substring(0, at) + pattern.substring(at + 2), action)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matchesAsIs(String pattern, String action) {
    var p = 0;
    var a = 0;
    var star = -1;
    var retry = 0;
    while (a < action.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = a;
      } else if (p < pattern.length() && same(pattern.charAt(p), action.charAt(a))) {
        p++;
        a++;
      } else if (star >= 0) {
        // What the last star stands for was too short: one character more.
        p = star + 1;
        a = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean same(char one, char other) {
    return Character.toLowerCase(one) == Character.toLowerCase(other);
  }
}
