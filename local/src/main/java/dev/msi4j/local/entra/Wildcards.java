package dev.msi4j.local.entra;

/**
 * Patterns in which a star stands for any text, also none, and a question mark for one character.
 * Compared with case.
 */
final class Wildcards {
  private Wildcards() {}

  static boolean match(String pattern, String text) {
    var p = 0;
    var t = 0;
    var star = -1;
    var retry = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = t;
      } else if (p < pattern.length() && isOne(pattern.charAt(p), text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        // What the last star stands for was too short: one character more.
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean isOne(char pattern, char text) {
    return pattern == '?' || pattern == text;
  }
}
