package dev.msi4j.local.internal.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Decodes percent-encoding (RFC 3986). Unlike the JDK's form decoding, it keeps plus signs. */
final class PercentEncoding {
  private PercentEncoding() {}

  /** Decodes a path segment. An invalid escape sequence is kept as it is. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var bytes = new ByteArrayOutputStream(text.length());
    var source = text.getBytes(StandardCharsets.UTF_8);
    for (var i = 0; i < source.length; i++) {
      var high = source[i] == '%' && i + 2 < source.length ? hex(source[i + 1]) : -1;
      var low = high >= 0 ? hex(source[i + 2]) : -1;
      if (low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(source[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }
}
