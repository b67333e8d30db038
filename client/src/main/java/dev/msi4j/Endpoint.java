package dev.msi4j;

import java.net.MalformedURLException;
import java.net.URL;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The base URL of Resource Manager. Decides which URLs have its origin, since access tokens must
 * not be sent to any other origin.
 */
final class Endpoint {
  /**
   * Deliberately strict. URL parsers differ in their treatment of user information, backslashes and
   * similar characters: one parser could approve a host while the HTTP client connects to another.
   */
  private static final Pattern ORIGIN_AND_PATH =
      Pattern.compile(
          "(?i)(https?)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?(?=[/?]|$)([^\\p{Cntrl}\\\\]*)");

  private static final Pattern ABSOLUTE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:");

  private final String base;
  private final String authority;
  private final String origin;

  private final String path;
  private final String scheme;
  private final String host;
  private final int port;

  private Endpoint(String base, Matcher parts) {
    this.base = base;
    this.authority = base.substring(0, parts.start(4));
    this.origin = origin(parts);
    this.path = parts.group(4);
    this.scheme = parts.group(1).toLowerCase(Locale.ROOT);
    this.host = parts.group(2);
    this.port = parts.group(3) == null ? -1 : Integer.parseInt(parts.group(3));
  }

  /**
   * Parses the URL of an endpoint.
   *
   * @throws IllegalArgumentException if the URL is not https, or http if that is allowed
   */
  static Endpoint of(String url, boolean httpAllowed) {
    String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    Matcher parts = ORIGIN_AND_PATH.matcher(base);
    if (!parts.matches() || base.contains("?") || base.contains("#")) {
      throw new IllegalArgumentException(
          "endpoint '" + url + "' must be an absolute https URL without user, query or fragment");
    }
    if (!httpAllowed && !"https".equalsIgnoreCase(parts.group(1))) {
      throw new IllegalArgumentException(
          "endpoint '"
              + url
              + "' must be https: an access token is never sent over http, not even to localhost");
    }
    return new Endpoint(base, parts);
  }

  /** Returns the URL without a trailing slash. */
  String base() {
    return base;
  }

  /**
   * Returns the URL of a path and query that starts with a slash. It shares the text of the origin
   * with all others, and no part of the target can change the origin.
   */
  URL url(String target) {
    try {
      return new URL(scheme, host, port, path.isEmpty() ? target : path.concat(target));
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("'" + base + target + "' is not a URL", e);
    }
  }

  /**
   * Returns an absolute URL for a URL that may be relative. The characters of the URL are not
   * changed.
   */
  String resolve(String url) {
    if (url.startsWith("//") || ABSOLUTE.matcher(url).lookingAt()) {
      return url;
    }
    return url.startsWith("/") ? authority + url : base + "/" + url;
  }

  /** Returns whether a URL has the scheme, host and port of this endpoint. */
  boolean isOriginOf(String url) {
    return origin.equals(originOrNull(url));
  }

  private static @Nullable String originOrNull(String url) {
    Matcher parts = ORIGIN_AND_PATH.matcher(url);
    return parts.matches() ? origin(parts) : null;
  }

  private static String origin(Matcher parts) {
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    String port = parts.group(3);
    int number = port == null ? (scheme.equals("https") ? 443 : 80) : Integer.parseInt(port);
    return scheme + "://" + parts.group(2).toLowerCase(Locale.ROOT) + ":" + number;
  }
}
