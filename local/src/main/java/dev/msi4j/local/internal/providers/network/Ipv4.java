package dev.msi4j.local.internal.providers.network;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Converts IPv4 addresses between text and numbers. */
final class Ipv4 {
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern ADDRESS =
      Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);

  private Ipv4() {}

  /** Parses an address in dotted decimal notation; empty for any other text. */
  static OptionalLong parse(String text) {
    var octets = ADDRESS.matcher(text);
    if (!octets.matches()) {
      return OptionalLong.empty();
    }
    var number = 0L;
    for (var i = 1; i <= 4; i++) {
      number = number << 8 | Integer.parseInt(octets.group(i));
    }
    return OptionalLong.of(number);
  }

  static String format(long address) {
    return (address >> 24)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }
}
