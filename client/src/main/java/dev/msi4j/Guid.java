package dev.msi4j;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Parses GUIDs without a string. */
final class Guid {
  private static final int LENGTH = 36;

  private Guid() {}

  /**
   * Parses a GUID in a part of an array.
   *
   * @return the GUID; null if the text is not 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12
   */
  static @Nullable UUID parse(char[] chars, int offset, int length) {
    if (length != LENGTH) {
      return null;
    }
    var high = 0L;
    var low = 0L;
    for (var index = 0; index < LENGTH; index++) {
      var c = chars[offset + index];
      if (index == 8 || index == 13 || index == 18 || index == 23) {
        if (c != '-') {
          return null;
        }
        continue;
      }
      var digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return null;
      }
      if (index < 18) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
    }
    return new UUID(high, low);
  }
}
