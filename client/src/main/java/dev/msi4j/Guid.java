package dev.msi4j;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Parses GUIDs without a string. */
final class Guid {
  private static final int LENGTH = 36;

  /** The value of each hexadecimal digit; -1 for any other ASCII character. */
  private static final byte[] DIGITS = digits();

  private Guid() {}

  private static byte[] digits() {
    var digits = new byte[0x80];
    for (var c = 0; c < digits.length; c++) {
      digits[c] = (byte) Character.digit(c, 16);
    }
    return digits;
  }

  /**
   * Parses a GUID in a part of an array.
   *
   * @return the GUID; null if the text is not 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12
   */
  static @Nullable UUID parse(char[] chars, int offset, int length) {
    if (length != LENGTH
        || chars[offset + 8] != '-'
        || chars[offset + 13] != '-'
        || chars[offset + 18] != '-'
        || chars[offset + 23] != '-') {
      return null;
    }
    var first = group(chars, offset, 8);
    var second = group(chars, offset + 9, 4);
    var third = group(chars, offset + 14, 4);
    var fourth = group(chars, offset + 19, 4);
    var fifth = group(chars, offset + 24, 12);
    if ((first | second | third | fourth | fifth) < 0) {
      return null;
    }
    return new UUID((first << 32) | (second << 16) | third, (fourth << 48) | fifth);
  }

  /** Returns the value of a group of digits; a negative number if another character is in it. */
  private static long group(char[] chars, int offset, int length) {
    var value = 0L;
    var invalid = 0;
    for (var index = offset; index < offset + length; index++) {
      var c = chars[index];
      var digit = c < DIGITS.length ? DIGITS[c] : -1;
      invalid |= digit;
      value = value << 4 | (digit & 0xF);
    }
    return invalid < 0 ? -1 : value;
  }
}
