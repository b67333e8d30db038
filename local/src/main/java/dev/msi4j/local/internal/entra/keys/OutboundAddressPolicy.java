package dev.msi4j.local.internal.entra.keys;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides to which addresses this server may connect (SSRF protection). The writer of a federated
 * identity credential chooses the URL; a server that other machines can reach must not connect to
 * its private network on their behalf. The Java runtime caches a resolved address for longer than a
 * fetch takes, so that the checked address is the address of the connection.
 */
public final class OutboundAddressPolicy {
  /**
   * Always blocked: link-local and cloud metadata addresses, from which a machine gets its own
   * credentials, and addresses of several machines.
   */
  private static final List<AddressBlock> ALWAYS_BLOCKED =
      AddressBlock.of(
          "0.0.0.0/32",
          "::/128",
          // Link-local (RFC 3927, RFC 4291); includes the metadata services of most clouds
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

  /** Loopback and private addresses (RFC 6890 and the IANA special-purpose address registries). */
  private static final List<AddressBlock> PRIVATE =
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

  private final boolean privateAllowed;

  /**
   * @param privateAllowed whether loopback and private addresses are allowed
   */
  OutboundAddressPolicy(boolean privateAllowed) {
    this.privateAllowed = privateAllowed;
  }

  /**
   * Returns the policy of a server that listens on an address. Private addresses are allowed for a
   * server on loopback, which only this machine can reach.
   */
  public static OutboundAddressPolicy of(String listening) {
    try {
      return new OutboundAddressPolicy(InetAddress.getByName(listening).isLoopbackAddress());
    } catch (UnknownHostException e) {
      // The listener reports the invalid address.
      return new OutboundAddressPolicy(false);
    }
  }

  void check(String host) {
    try {
      // A URL has brackets around an IPv6 address.
      for (var address : InetAddress.getAllByName(host.replaceAll("^\\[|]$", ""))) {
        if (!isAllowed(address)) {
          throw new IssuerUnreachableException(
              host
                  + " has the address "
                  + address.getHostAddress()
                  + ", which this server does not connect to");
        }
      }
    } catch (UnknownHostException e) {
      throw new IssuerUnreachableException("the host " + host + " cannot be resolved");
    }
  }

  private boolean isAllowed(InetAddress address) {
    return Stream.concat(Stream.of(address), EmbeddedAddresses.of(address).stream())
        .noneMatch(each -> isIn(ALWAYS_BLOCKED, each) || (!privateAllowed && isIn(PRIVATE, each)));
  }

  private static boolean isIn(List<AddressBlock> blocks, InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }
}
