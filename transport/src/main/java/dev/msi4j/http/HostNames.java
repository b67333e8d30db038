package dev.msi4j.http;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;

/**
 * Resolves host names. Names under {@code localhost} are loopback without a query, as RFC 6761,
 * section 6.3, recommends; the resolvers of many systems know {@code localhost} alone.
 */
final class HostNames {
  private static final String LOCALHOST_SUFFIX = ".localhost";

  private HostNames() {}

  /**
   * Returns the addresses of a host.
   *
   * @throws java.net.UnknownHostException if the host has none
   */
  static InetAddress[] resolve(String host) throws IOException {
    return host.toLowerCase(Locale.ROOT).endsWith(LOCALHOST_SUFFIX)
        ? InetAddress.getAllByName("localhost")
        : InetAddress.getAllByName(host);
  }
}
