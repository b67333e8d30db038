package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.http.GlobMatcher;

/**
 * Matches glob patterns: a star matches any text, also the empty one, a question mark matches one
 * character. Case-sensitive.
 */
final class GlobPattern {
  private static final GlobMatcher MATCHER = new GlobMatcher(GlobPattern::matchesCharacter, false);

  private GlobPattern() {}

  static boolean match(CharSequence pattern, CharSequence text) {
    return MATCHER.matches(pattern, text);
  }

  private static boolean matchesCharacter(char pattern, char text) {
    return pattern == '?' || pattern == text;
  }
}
