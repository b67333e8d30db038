package dev.msi4j;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Returns one string for equal texts, such as the type, the region and the tags of the items of a
 * list. Keeps a fixed number of short texts; a new text replaces another one with the same hash.
 *
 * <p>Thread-safe without a lock: strings are immutable, and a lost update only costs a string.
 */
final class CommonTexts {
  private static final int COUNT = 256;
  private static final int MAX_LENGTH = 64;

  private final @Nullable Known[] texts = new @Nullable Known[COUNT];

  /** A text with its characters, which are compared faster than those of a string. */
  private static final class Known {
    private final String text;
    private final char[] chars;

    private Known(String text) {
      this.text = text;
      chars = text.toCharArray();
    }
  }

  /** Returns the text in a part of an array. */
  String get(char[] chars, int offset, int length) {
    if (length > MAX_LENGTH) {
      return new String(chars, offset, length);
    }
    var slot = slot(chars, offset, length);
    var known = texts[slot];
    if (known != null
        && Arrays.equals(known.chars, 0, known.chars.length, chars, offset, offset + length)) {
      return known.text;
    }
    var text = new String(chars, offset, length);
    texts[slot] = new Known(text);
    return text;
  }

  /** Returns the place of a text, from its length and at most sixteen of its characters. */
  private static int slot(char[] chars, int offset, int length) {
    var step = length / 16 + 1;
    var hash = length;
    for (var index = offset + length - 1; index >= offset; index -= step) {
      hash = 31 * hash + chars[index];
    }
    return (hash ^ hash >>> 8 ^ hash >>> 16) & (COUNT - 1);
  }
}
