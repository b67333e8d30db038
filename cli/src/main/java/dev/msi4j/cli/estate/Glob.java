package dev.msi4j.cli.estate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A set of texts: characters, any text, any character, any digits and optional segments in a
 * sequence. Compares case-sensitively. Immutable.
 */
public final class Glob {
  /** The empty text, from which other sets are built. */
  public static final Glob EMPTY = new Glob(new int[0]);

  private static final int ANY_TEXT = -1;
  private static final int ANY_CHARACTER = -2;
  private static final int ANY_DIGITS = -3;

  /** The next two parts, any text and a slash, or nothing. */
  private static final int OPTIONAL_SEGMENTS = -4;

  private final int[] parts;

  private Glob(int[] parts) {
    this.parts = parts;
  }

  /** Returns the set of one text. */
  public static Glob text(String text) {
    return new Glob(text.chars().toArray());
  }

  /** Returns the texts that a pattern matches: a star any text, a question mark one character. */
  public static Glob pattern(String pattern) {
    return new Glob(
        pattern
            .chars()
            .map(each -> each == '*' ? ANY_TEXT : each == '?' ? ANY_CHARACTER : each)
            .toArray());
  }

  /**
   * Returns the actions that a pattern of a role definition matches. A star matches any text. A
   * star between slashes also matches no segment at all: {@code userAssignedIdentities/*}{@code
   * /assign/action} of the role Managed Identity Operator allows {@code
   * userAssignedIdentities/assign/action}.
   */
  public static Glob actions(String pattern) {
    var parts = IntStream.builder();
    for (int i = 0; i < pattern.length(); i++) {
      if (i > 0 && pattern.startsWith("/*/", i - 1)) {
        parts.add(OPTIONAL_SEGMENTS);
      }
      parts.add(pattern.charAt(i) == '*' ? ANY_TEXT : pattern.charAt(i));
    }
    return new Glob(parts.build().toArray());
  }

  /** Returns the texts of this set, each followed by a text. */
  public Glob then(String text) {
    return then(text.chars().toArray());
  }

  /** Returns the texts of this set, each followed by any text. */
  public Glob thenAnyText() {
    return then(ANY_TEXT);
  }

  /** Returns the texts of this set, each followed by any digits. */
  public Glob thenAnyDigits() {
    return then(ANY_DIGITS);
  }

  private Glob then(int... more) {
    return new Glob(IntStream.concat(Arrays.stream(parts), Arrays.stream(more)).toArray());
  }

  /** Returns whether a text is in the set. */
  public boolean matches(String text) {
    return overlaps(text(text));
  }

  /** Returns whether a text is in both sets. The time grows with the product of the lengths. */
  public boolean overlaps(Glob other) {
    int start = 0;
    while (start < Math.min(parts.length, other.parts.length)
        && isCharacter(parts[start])
        && isCharacter(other.parts[start])) {
      if (!isSame(parts[start], other.parts[start])) {
        return false;
      }
      start++;
    }
    return overlaps(other, start);
  }

  private boolean overlaps(Glob other, int start) {
    int width = other.parts.length;
    // Whether the parts up to a position of each set describe a common text.
    var reached = new boolean[parts.length + 1][width + 1];
    reached[start][start] = true;
    for (int i = start; i <= parts.length; i++) {
      for (int j = start; j <= width; j++) {
        if (reached[i][j]) {
          advance(reached, i, j, other);
        }
      }
    }
    return reached[parts.length][width];
  }

  private void advance(boolean[][] reached, int i, int j, Glob other) {
    boolean hasThis = i < parts.length;
    boolean hasOther = j < other.parts.length;
    if (hasThis && parts[i] == OPTIONAL_SEGMENTS) {
      reached[i + 1][j] = true;
      reached[i + 3][j] = true;
    }
    if (hasOther && other.parts[j] == OPTIONAL_SEGMENTS) {
      reached[i][j + 1] = true;
      reached[i][j + 3] = true;
    }
    if (hasThis && isRepeated(parts[i])) {
      reached[i + 1][j] = true;
      if (hasOther && accepts(parts[i], other.parts[j])) {
        reached[i][j + 1] = true;
      }
    }
    if (hasOther && isRepeated(other.parts[j])) {
      reached[i][j + 1] = true;
      if (hasThis && accepts(other.parts[j], parts[i])) {
        reached[i + 1][j] = true;
      }
    }
    if (hasThis && hasOther && isSame(parts[i], other.parts[j])) {
      reached[i + 1][j + 1] = true;
    }
  }

  private static boolean isRepeated(int part) {
    return part == ANY_TEXT || part == ANY_DIGITS;
  }

  private static boolean isCharacter(int part) {
    return part >= 0 || part == ANY_CHARACTER;
  }

  /** Returns whether a repeated part contains the character of another part. */
  private static boolean accepts(int repeated, int part) {
    return isCharacter(part)
        && (repeated == ANY_TEXT || part == ANY_CHARACTER || (part >= '0' && part <= '9'));
  }

  private static boolean isSame(int one, int other) {
    return isCharacter(one)
        && isCharacter(other)
        && (one == other || one == ANY_CHARACTER || other == ANY_CHARACTER);
  }
}
