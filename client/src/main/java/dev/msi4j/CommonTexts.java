package dev.msi4j;

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

  private final @Nullable String[] texts = new @Nullable String[COUNT];

  /** Returns the text in a part of an array. */
  String get(char[] chars, int offset, int length) {
    if (length > MAX_LENGTH) {
      return new String(chars, offset, length);
    }
    var hash = 0;
    for (var index = offset; index < offset + length; index++) {
      hash = 31 * hash + chars[index];
    }
    var slot = (hash ^ hash >>> 8 ^ hash >>> 16) & (COUNT - 1);
    var known = texts[slot];
    if (known != null && isEqual(known, chars, offset, length)) {
      return known;
    }
    var text = new String(chars, offset, length);
    texts[slot] = text;
    return text;
  }

  private static boolean isEqual(String text, char[] chars, int offset, int length) {
    if (text.length() != length) {
      return false;
    }
    for (var index = 0; index < length; index++) {
      if (text.charAt(index) != chars[offset + index]) {
        return false;
      }
    }
    return true;
  }
}
