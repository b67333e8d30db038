package dev.msi4j.local.internal.providers.network;

import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses that share a prefix: {@code 10.0.0.0/24}.
 *
 * @param first its first address
 * @param length bits in the prefix
 */
record Cidr(long first, int length) {
  /** Azure keeps the first four addresses of every subnet, and the last. */
  private static final int KEPT_AT_START = 4;

  private static final Pattern LENGTH = Pattern.compile("\\d|[12]\\d|3[0-2]");

  /**
   * Reads a prefix, in which no bit behind the prefix may be set.
   *
   * @param owner the id of the resource that has it, for the refusal
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

  /** The first address of a subnet with this prefix that a resource may have. */
  long firstUsable() {
    return first + KEPT_AT_START;
  }

  /** Whether a resource may have an address of a subnet with this prefix. */
  boolean isUsable(long address) {
    return address >= firstUsable() && address < last();
  }

  @Override
  public String toString() {
    return Ipv4.format(first) + "/" + length;
  }
}
