package dev.msi4j.http;

import com.azure.core.http.ProxyOptions;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The proxy of a client, and the hosts for which the client does not use it. */
final class ProxySettings {
  private final InetSocketAddress address;
  private final boolean socks;
  private final @Nullable Pattern direct;
  private final @Nullable ProxyAuthentication authentication;

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException if the options are not supported
   */
  ProxySettings(ProxyOptions options) {
    address = options.getAddress();
    socks = options.getType() != ProxyOptions.Type.HTTP;
    direct = pattern(options.getNonProxyHosts());
    var username = options.getUsername();
    var password = options.getPassword();
    if (username == null || password == null) {
      authentication = null;
    } else if (socks) {
      throw new IllegalArgumentException(
          "proxy: SOCKS with a user name is not supported; use a SOCKS proxy without"
              + " authentication, or an HTTP proxy");
    } else {
      authentication = new ProxyAuthentication(username, password);
    }
  }

  private static @Nullable Pattern pattern(@Nullable String hosts) {
    if (hosts == null || hosts.isEmpty()) {
      return null;
    }
    try {
      return Pattern.compile(hosts, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "proxy: the non-proxy hosts '" + hosts + "' are not a regular expression", e);
    }
  }

  /** Returns whether requests to a host go through the proxy. */
  boolean appliesTo(String host) {
    return direct == null || !direct.matcher(host).matches();
  }

  InetSocketAddress address() {
    return address;
  }

  boolean isSocks() {
    return socks;
  }

  /** Returns how to authenticate at the proxy, or null if no credentials are set. */
  @Nullable ProxyAuthentication authentication() {
    return authentication;
  }

  @Override
  public String toString() {
    return (socks ? "SOCKS proxy " : "proxy ") + address.getHostString() + ":" + address.getPort();
  }
}
