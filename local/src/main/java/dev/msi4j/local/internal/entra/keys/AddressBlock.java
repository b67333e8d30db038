package dev.msi4j.local.internal.entra.keys;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A block of IPv4 or IPv6 addresses.
 *
 * @param start the first address of the block
 * @param bits the number of leading bits that all addresses of the block share
 */
record AddressBlock(InetAddress start, int bits) {
  /** Returns the blocks with these CIDR notations, such as {@code 169.254.0.0/16}. */
  static List<AddressBlock> of(String... notations) {
    return Stream.of(notations).map(AddressBlock::parse).toList();
  }

  private static AddressBlock parse(String notation) {
    var parts = notation.split("/", 2);
    try {
      return new AddressBlock(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(notation + " is not an address block in CIDR notation", e);
    }
  }

  /** Returns whether an address is in this block; an IPv4 address is never in a block of IPv6. */
  boolean contains(InetAddress address) {
    var own = start.getAddress();
    var other = address.getAddress();
    if (own.length != other.length) {
      return false;
    }
    for (var bit = 0; bit < bits; bit++) {
      var mask = 0x80 >> (bit % 8);
      if ((own[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
