package dev.msi4j.local.internal.providers.network;

import java.util.regex.Pattern;

/**
 * An IPv4 address prefix, such as {@code 10.0.0.0/24}.
 *
 * @param first the first address
 * @param length the number of bits in the prefix
 */
record Cidr(long first, int length) {
  /** Azure reserves the first four addresses of every subnet, and the last one. */
  private static final int RESERVED_AT_START = 4;

  private static final Pattern LENGTH = Pattern.compile("\\d|[12]\\d|3[0-2]");

  /**
   * Parses an address prefix, in which no host bit is set.
   *
   * @param owner the id of the resource with the prefix, for error messages
   */
  static Cidr parse(String text, String owner) {
    if (text.contains(":")) {
      throw NetworkErrors.ipv6NotSupported(text, owner);
    }
    var slash = text.indexOf('/');
    var address = Ipv4.parse(slash < 0 ? text : text.substring(0, slash));
    if (slash < 0 || address.isEmpty() || !LENGTH.matcher(text.substring(slash + 1)).matches()) {
      throw NetworkErrors.invalidAddressPrefixFormat(text, owner);
    }
    var length = Integer.parseInt(text.substring(slash + 1));
    var first = address.getAsLong() & -1L << (32 - length);
    var prefix = new Cidr(first, length);
    if (first != address.getAsLong()) {
      throw NetworkErrors.invalidCidrNotation(text, owner, prefix.toString());
    }
    return prefix;
  }

  long last() {
    return first + (1L << (32 - length)) - 1;
  }

  boolean contains(long address) {
    return address >= first && address <= last();
  }

  boolean contains(Cidr other) {
    return contains(other.first) && contains(other.last());
  }

  boolean overlaps(Cidr other) {
    return contains(other.first) || other.contains(first);
  }

  /** Returns the first address of a subnet with this prefix that is not reserved. */
  long firstUsable() {
    return first + RESERVED_AT_START;
  }

  /** Returns whether an address is in a subnet with this prefix and not reserved. */
  boolean isUsable(long address) {
    return address >= firstUsable() && address < last();
  }

  @Override
  public String toString() {
    return Ipv4.format(first) + "/" + length;
  }
}
