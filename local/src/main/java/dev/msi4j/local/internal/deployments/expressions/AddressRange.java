package dev.msi4j.local.internal.deployments.expressions;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A range of IP addresses in CIDR notation.
 *
 * @param network the first address of the range
 * @param bits the length of an address: 32 or 128
 */
record AddressRange(BigInteger network, int prefix, int bits) {
  private static final int MAX_LENGTH = 50;

  static AddressRange parse(String text, Arguments call) {
    var slash = text.indexOf('/');
    if (slash > 0 && text.length() <= MAX_LENGTH) {
      var address = address(text.substring(0, slash));
      var prefix = number(text.substring(slash + 1), address.length * 8);
      if (address.length > 0 && prefix >= 0) {
        var bits = address.length * 8;
        var value = new BigInteger(1, address);
        return new AddressRange(
            value.shiftRight(bits - prefix).shiftLeft(bits - prefix), prefix, bits);
      }
    }
    throw call.invalid("'" + text + "' is not an address range in CIDR notation");
  }

  boolean isIpv4() {
    return bits == 32;
  }

  /** Returns the last address of the range. */
  BigInteger last() {
    return network.add(BigInteger.ONE.shiftLeft(bits - prefix)).subtract(BigInteger.ONE);
  }

  BigInteger netmask() {
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE.shiftLeft(bits - prefix));
  }

  /** Returns an address as text; IPv6 in the short form of RFC 5952. */
  String text(BigInteger address) {
    return isIpv4() ? ipv4(address) : ipv6(address);
  }

  private static String ipv4(BigInteger address) {
    var value = address.longValue();
    return (value >> 24)
        + "."
        + ((value >> 16) & 255)
        + "."
        + ((value >> 8) & 255)
        + "."
        + (value & 255);
  }

  private static String ipv6(BigInteger address) {
    var groups = new int[8];
    for (var i = 0; i < 8; i++) {
      groups[i] = address.shiftRight(16 * (7 - i)).intValue() & 0xffff;
    }
    var start = -1;
    var length = 1;
    for (var i = 0; i < 8; i++) {
      var end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    var text = new StringBuilder();
    for (var i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
      } else {
        var follows = text.length() > 0 && text.charAt(text.length() - 1) != ':';
        text.append(follows ? ":" : "").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  /** Returns the bytes of an address; empty if the text is not one. Looks no name up. */
  private static byte[] address(String text) {
    return text.indexOf(':') >= 0 ? ipv6Bytes(text) : ipv4Bytes(text);
  }

  private static byte[] ipv6Bytes(String text) {
    try {
      var isLiteral = text.chars().allMatch(c -> c == ':' || Character.digit(c, 16) >= 0);
      var bytes = isLiteral ? InetAddress.getByName(text).getAddress() : new byte[0];
      return bytes.length == 16 ? bytes : new byte[0];
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }

  private static byte[] ipv4Bytes(String text) {
    var parts = text.split("\\.", -1);
    var bytes = new byte[parts.length == 4 ? 4 : 0];
    for (var i = 0; i < bytes.length; i++) {
      var number = number(parts[i], 255);
      if (number < 0) {
        return new byte[0];
      }
      bytes[i] = (byte) number;
    }
    return bytes;
  }

  /** Returns a number from 0 to a maximum; negative if the text is not one. */
  private static int number(String text, int maximum) {
    var isNumber =
        !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    var number = isNumber ? Integer.parseInt(text) : -1;
    return number <= maximum ? number : -1;
  }
}
