package dev.msi4j.http;

import java.net.URL;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a request: scheme, host and port. The pool groups connections by origin.
 *
 * @param secure true for https
 * @param host the host name or address in lower case, an IPv6 address without brackets
 * @param port the port, never -1
 */
record Route(boolean secure, String host, int port) {
  /**
   * Returns the origin of a URL.
   *
   * @throws IllegalArgumentException if the URL is neither http nor https, or has no host
   */
  static Route of(URL url) {
    var protocol = url.getProtocol();
    var secure = "https".equals(protocol);
    if (!secure && !"http".equals(protocol)) {
      throw new IllegalArgumentException(
          "url: the scheme '" + protocol + "' is not supported; use http or https");
    }
    var host = url.getHost();
    if (host.isEmpty()) {
      throw new IllegalArgumentException("url: '" + url + "' has no host");
    }
    if (host.charAt(0) == '[') {
      host = host.substring(1, host.length() - 1);
    }
    var port = url.getPort();
    return new Route(secure, host.toLowerCase(Locale.ROOT), port < 0 ? url.getDefaultPort() : port);
  }

  /** Returns the value of a Host header: host and port, without the default port. */
  String authority() {
    return port == (secure ? 443 : 80) ? bracketed() : hostAndPort();
  }

  /** Returns the target of a CONNECT request: host and port. */
  String hostAndPort() {
    return bracketed().concat(":").concat(Integer.toString(port));
  }

  private String bracketed() {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  // The generated methods of a record, and string concatenation with +, take milliseconds on first
  // use.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Route route
        && secure == route.secure
        && port == route.port
        && host.equals(route.host);
  }

  @Override
  public int hashCode() {
    return 31 * host.hashCode() + port * 2 + (secure ? 1 : 0);
  }

  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + authority();
  }
}
