package dev.msi4j.local.internal.http;

/**
 * Matches text against glob patterns, in which {@code *} stands for any text, also the empty text.
 * A match takes at most (length of the pattern + 1) × (length of the text + 1) steps: after a
 * mismatch, only the last star is extended, since it can match all that an earlier star could
 * match. Immutable.
 */
public final class GlobMatcher {
  private final CharMatcher characters;
  private final boolean skipsSegments;

  /**
   * Creates a matcher.
   *
   * @param characters compares the characters of a pattern other than {@code *}
   * @param skipsSegments whether a star that is a whole segment, as in <code>a/&#42;/b</code>, also
   *     matches no segment at all
   */
  public GlobMatcher(CharMatcher characters, boolean skipsSegments) {
    this.characters = characters;
    this.skipsSegments = skipsSegments;
  }

  /** Compares a character of a pattern with a character of a text. */
  @FunctionalInterface
  public interface CharMatcher {
    /** Returns whether a character of the pattern matches a character of the text. */
    boolean matches(char pattern, char text);
  }

  /** Returns whether the pattern matches the whole text. */
  public boolean matches(CharSequence pattern, CharSequence text) {
    var p = 0;
    var t = 0;
    // Positions in pattern and text to continue at after a mismatch: after the last star.
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
        // Extends the last star by one character, or by one segment.
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

  /** Returns whether the star at an index is a whole segment that may match no segment. */
  private boolean isSegment(CharSequence pattern, int star) {
    return skipsSegments
        && star > 0
        && pattern.charAt(star - 1) == '/'
        && star + 1 < pattern.length()
        && pattern.charAt(star + 1) == '/';
  }

  /** Returns the index after the next slash; without one, an index past the end of the text. */
  private static int afterSlash(CharSequence text, int from) {
    var index = from;
    while (index < text.length() && text.charAt(index) != '/') {
      index++;
    }
    return index < text.length() ? index + 1 : text.length() + 1;
  }
}
