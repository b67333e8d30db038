package dev.msi4j;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where Resource Manager is, and which URLs are there: a token goes nowhere else. */
final class Endpoint {
  /**
   * Strict on purpose. URL parsers differ over user names, backslashes and the like, and two that
   * differ could check one host and call another.
   */
  private static final Pattern URL =
      Pattern.compile(
          "(?i)(https?)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?(?=[/?]|$)([^\\p{Cntrl}\\\\]*)");

  private static final Pattern ABSOLUTE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:");

  private final String base;
  private final String authority;
  private final String origin;

  private Endpoint(String base, String authority, String origin) {
    this.base = base;
    this.authority = authority;
    this.origin = origin;
  }

  /**
   * Reads the URL of an endpoint.
   *
   * @throws IllegalArgumentException if it is not an https URL, or http where that is allowed
   */
  static Endpoint of(String url, boolean httpAllowed) {
    String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    Matcher parts = URL.matcher(base);
    if (!parts.matches() || base.contains("?") || base.contains("#")) {
      throw new IllegalArgumentException(
          "endpoint '" + url + "' must be an absolute https URL without user, query or fragment");
    }
    if (!httpAllowed && !"https".equalsIgnoreCase(parts.group(1))) {
      throw new IllegalArgumentException(
          "endpoint '"
              + url
              + "' must be https: a token is never sent over http, also not to this machine");
    }
    return new Endpoint(base, base.substring(0, parts.start(4)), origin(parts));
  }

  /** Returns the URL without a trailing slash. */
  String base() {
    return base;
  }

  /** Makes an absolute URL of one that may be relative; does not touch its characters. */
  String resolve(String url) {
    if (url.startsWith("//") || ABSOLUTE.matcher(url).lookingAt()) {
      return url;
    }
    return url.startsWith("/") ? authority + url : base + "/" + url;
  }

  /** Returns whether the URL has this endpoint's scheme, host and port. */
  boolean isOriginOf(String url) {
    return origin.equals(originOrNull(url));
  }

  private static @Nullable String originOrNull(String url) {
    Matcher parts = URL.matcher(url);
    return parts.matches() ? origin(parts) : null;
  }

  private static String origin(Matcher parts) {
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    String port = parts.group(3);
    int number = port == null ? (scheme.equals("https") ? 443 : 80) : Integer.parseInt(port);
    return scheme + "://" + parts.group(2).toLowerCase(Locale.ROOT) + ":" + number;
  }
}
