package dev.msi4j.local.internal.entra.keys;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides which addresses documents may be fetched from. The writer of a federated identity
 * credential chooses the URL; a server that others can reach must not look around inside for them.
 * The Java runtime caches an address for longer than a fetch takes, so the address that is checked
 * is the address that is used.
 */
public final class OutboundAddressPolicy {
  /**
   * Never asked: link-local and metadata addresses, from which a machine gets its own identity, and
   * what is not one machine.
   */
  private static final List<AddressBlock> NEVER =
      AddressBlock.of(
          "0.0.0.0/32",
          "::/128",
          // Link-local (RFC 3927, RFC 4291); the metadata services of most clouds are there
          "169.254.0.0/16",
          "fe80::/10",
          // Azure's platform resource, "What is IP address 168.63.129.16?"
          "168.63.129.16/32",
          // AWS over IPv6, "Access instance metadata for an EC2 instance"
          "fd00:ec2::/32",
          // Google Cloud over IPv6
          "fd20:ce::254/128",
          // Alibaba Cloud
          "100.100.100.200/32",
          // Oracle Cloud, classic
          "192.0.0.192/32",
          // Multicast and broadcast
          "224.0.0.0/4",
          "255.255.255.255/32",
          "ff00::/8");

  /** Not reachable from everywhere (RFC 6890 and the registries that continue it). */
  private static final List<AddressBlock> INSIDE =
      AddressBlock.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "240.0.0.0/4",
          "::1/128",
          "64:ff9b:1::/48",
          "fc00::/7",
          "fec0::/10");

  private final boolean insideToo;

  /**
   * @param insideToo whether loopback and private addresses are allowed
   */
  OutboundAddressPolicy(boolean insideToo) {
    this.insideToo = insideToo;
  }

  /**
   * Returns the addresses that a server may ask which listens on this one: on loopback, only this
   * machine can reach it.
   */
  public static OutboundAddressPolicy of(String listening) {
    try {
      return new OutboundAddressPolicy(InetAddress.getByName(listening).isLoopbackAddress());
    } catch (UnknownHostException e) {
      // The listener will say so.
      return new OutboundAddressPolicy(false);
    }
  }

  void check(String host) {
    try {
      // The brackets of an IPv6 address are part of a URL and not of the address.
      for (var address : InetAddress.getAllByName(host.replaceAll("^\\[|]$", ""))) {
        if (!isAllowed(address)) {
          throw new IssuerUnreachableException(
              host + " has the address " + address.getHostAddress() + ", which is not asked");
        }
      }
    } catch (UnknownHostException e) {
      throw new IssuerUnreachableException("the host " + host + " is not known");
    }
  }

  private boolean isAllowed(InetAddress address) {
    return Stream.concat(Stream.of(address), EmbeddedAddresses.of(address).stream())
        .noneMatch(each -> isIn(NEVER, each) || (!insideToo && isIn(INSIDE, each)));
  }

  private static boolean isIn(List<AddressBlock> blocks, InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }
}
