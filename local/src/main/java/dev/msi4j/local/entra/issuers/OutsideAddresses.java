package dev.msi4j.local.entra.issuers;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Which addresses documents may be fetched from. Whoever may write a federated identity credential
 * chooses the URL; a server that others can reach must not look around inside for them. The Java
 * runtime remembers an address for longer than a fetch takes, so what is checked is what is used.
 */
public final class OutsideAddresses {
  private final boolean insideToo;

  /**
   * @param insideToo whether loopback and private addresses are allowed
   */
  OutsideAddresses(boolean insideToo) {
    this.insideToo = insideToo;
  }

  /**
   * What a server that listens on an address may ask: on loopback, only this machine can reach it.
   */
  public static OutsideAddresses of(String listening) {
    try {
      return new OutsideAddresses(InetAddress.getByName(listening).isLoopbackAddress());
    } catch (UnknownHostException e) {
      // The listener will say so.
      return new OutsideAddresses(false);
    }
  }

  void check(String host) {
    try {
      // The brackets of an IPv6 address are part of a URL and not of the address.
      for (var address : InetAddress.getAllByName(host.replaceAll("^\\[|]$", ""))) {
        if (isNeverAllowed(address) || (!insideToo && isInside(address))) {
          throw new IssuerUnreachable(
              host + " has the address " + address.getHostAddress() + ", which is not asked");
        }
      }
    } catch (UnknownHostException e) {
      throw new IssuerUnreachable("the host " + host + " is not known");
    }
  }

  /** Link-local ones lead to the metadata services of clouds. */
  private static boolean isNeverAllowed(InetAddress address) {
    return address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || address.isAnyLocalAddress();
  }

  private static boolean isInside(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || isUniqueLocal(address)
        || isShared(address);
  }

  /** fc00::/7 (RFC 4193). */
  private static boolean isUniqueLocal(InetAddress address) {
    return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
  }

  /** 100.64.0.0/10 (RFC 6598) and 0.0.0.0/8. */
  private static boolean isShared(InetAddress address) {
    var bytes = address.getAddress();
    return bytes.length == 4 && (bytes[0] == 0 || (bytes[0] == 100 && (bytes[1] & 0xc0) == 64));
  }
}
