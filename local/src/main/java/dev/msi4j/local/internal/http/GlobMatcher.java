package dev.msi4j.local.internal.http;

/**
 * Matches texts against patterns in which a star stands for any text, also for none. A match takes
 * at most (length of the pattern + 1) × (length of the text + 1) steps, whatever the pattern: after
 * a mismatch only the last star takes more, because what an earlier star could take, the last one
 * can take as well. Immutable.
 */
public final class GlobMatcher {
  private final CharMatcher characters;
  private final boolean skipsSegments;

  /**
   * @param characters compares characters of a pattern that are no star
   * @param skipsSegments whether a star that is a whole segment, as in <code>a/&#42;/b</code>, may
   *     be left out together with one slash
   */
  public GlobMatcher(CharMatcher characters, boolean skipsSegments) {
    this.characters = characters;
    this.skipsSegments = skipsSegments;
  }

  /** Compares a character of a pattern with a character of a text. */
  @FunctionalInterface
  public interface CharMatcher {
    /** Returns whether the character of the pattern stands for the character of the text. */
    boolean matches(char pattern, char text);
  }

  /** Returns whether the pattern stands for the whole text. */
  public boolean matches(CharSequence pattern, CharSequence text) {
    var p = 0;
    var t = 0;
    // Where to go on after a mismatch: behind the last star, and at which place of the text.
    var resume = -1;
    var retry = 0;
    var wholeSegment = false;
    while (t < text.length()) {
      var isPattern = p < pattern.length();
      if (isPattern && pattern.charAt(p) == '*') {
        wholeSegment = isSegment(pattern, p);
        p += wholeSegment ? 2 : 1;
        resume = p;
        retry = t;
      } else if (isPattern && characters.matches(pattern.charAt(p), text.charAt(t))) {
        p++;
        t++;
      } else if (resume >= 0) {
        // The last star takes one character more, or one segment more.
        retry = wholeSegment ? afterSlash(text, retry) : retry + 1;
        if (retry > text.length()) {
          return false;
        }
        p = resume;
        t = retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p += isSegment(pattern, p) ? 2 : 1;
    }
    return p == pattern.length();
  }

  /** Returns whether the star at an index stands between two slashes and may be left out. */
  private boolean isSegment(CharSequence pattern, int star) {
    return skipsSegments
        && star > 0
        && pattern.charAt(star - 1) == '/'
        && star + 1 < pattern.length()
        && pattern.charAt(star + 1) == '/';
  }

  /** Returns the index after the next slash; beyond the end of the text if there is none. */
  private static int afterSlash(CharSequence text, int from) {
    var index = from;
    while (index < text.length() && text.charAt(index) != '/') {
      index++;
    }
    return index < text.length() ? index + 1 : text.length() + 1;
  }
}
