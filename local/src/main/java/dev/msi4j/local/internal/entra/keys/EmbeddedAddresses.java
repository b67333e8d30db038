package dev.msi4j.local.internal.entra.keys;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Extracts the IPv4 addresses that are embedded in an IPv6 address and reachable through a
 * translator or a tunnel. IPv4-mapped addresses are not handled: the JDK converts them to IPv4
 * addresses.
 */
final class EmbeddedAddresses {
  /**
   * The positions of the four IPv4 bytes in the addresses of a block; Teredo inverts their bits.
   */
  private record Form(AddressBlock block, boolean inverted, List<Integer> positions) {
    static Form of(String block, Integer... positions) {
      return new Form(AddressBlock.of(block).get(0), false, List.of(positions));
    }

    static Form inverted(String block, Integer... positions) {
      return new Form(AddressBlock.of(block).get(0), true, List.of(positions));
    }

    InetAddress embedded(byte[] address) {
      var bytes = new byte[4];
      for (var i = 0; i < 4; i++) {
        var value = address[positions.get(i)];
        bytes[i] = (byte) (inverted ? ~value : value);
      }
      return address(bytes);
    }
  }

  private static final List<Form> FORMS =
      List.of(
          // IPv4-compatible (RFC 4291, section 2.5.5.1)
          Form.of("::/96", 12, 13, 14, 15),
          // IPv4-translated (RFC 2765, section 2.1)
          Form.of("::ffff:0:0:0/96", 12, 13, 14, 15),
          // NAT64 by the well-known prefix (RFC 6052, section 2.1)
          Form.of("64:ff9b::/96", 12, 13, 14, 15),
          // 6to4 (RFC 3056, section 2)
          Form.of("2002::/16", 2, 3, 4, 5),
          // Teredo: the server, and the client with its bits inverted (RFC 4380, section 4)
          Form.of("2001::/32", 4, 5, 6, 7),
          Form.inverted("2001::/32", 12, 13, 14, 15));

  /** NAT64 by local prefixes (RFC 8215), each of 48, 56, 64 or 96 bits (RFC 6052, section 2.2). */
  private static final List<Form> LOCAL_FORMS =
      List.of(
          Form.of("64:ff9b:1::/48", 6, 7, 9, 10),
          Form.of("64:ff9b:1::/48", 7, 9, 10, 11),
          Form.of("64:ff9b:1::/48", 9, 10, 11, 12),
          Form.of("64:ff9b:1::/48", 12, 13, 14, 15));

  /** ISATAP (RFC 5214, section 6.1): an interface identifier after any prefix. */
  private static final List<Integer> ISATAP = List.of(0, 0, 0x5e, 0xfe);

  private static final Form ISATAP_FORM = Form.of("::/0", 12, 13, 14, 15);

  private EmbeddedAddresses() {}

  /** Returns the IPv4 addresses that an address may embed; none for an IPv4 address. */
  static List<InetAddress> of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return List.of();
    }
    var bytes = address.getAddress();
    var exact =
        FORMS.stream()
            .filter(form -> form.block.contains(address))
            .map(form -> form.embedded(bytes));
    // The length of a local prefix is unknown: read every position, ignore those with zeros.
    var local =
        LOCAL_FORMS.stream()
            .filter(form -> form.block.contains(address))
            .map(form -> form.embedded(bytes))
            .filter(embedded -> !embedded.isAnyLocalAddress());
    var isatap =
        isIsatap(bytes) ? Stream.of(ISATAP_FORM.embedded(bytes)) : Stream.<InetAddress>empty();
    return Stream.of(exact, local, isatap).flatMap(found -> found).toList();
  }

  /** Ignores the universal bit, which is set if the IPv4 address is globally unique. */
  private static boolean isIsatap(byte[] address) {
    return IntStream.range(0, 4)
        .allMatch(i -> (address[8 + i] & (i == 0 ? 0xfd : 0xff)) == ISATAP.get(i));
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of four bytes is invalid", e);
    }
  }
}
