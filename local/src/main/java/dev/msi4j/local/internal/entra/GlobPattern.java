package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.http.GlobMatcher;

/**
 * Patterns in which a star stands for any text, also none, and a question mark for one character.
 * Compared with case.
 */
final class GlobPattern {
  private static final GlobMatcher MATCHER = new GlobMatcher(GlobPattern::isOne, false);

  private GlobPattern() {}

  static boolean match(CharSequence pattern, CharSequence text) {
    return MATCHER.matches(pattern, text);
  }

  private static boolean isOne(char pattern, char text) {
    return pattern == '?' || pattern == text;
  }
}
