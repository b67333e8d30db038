package dev.msi4j.local.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * HTTP request as a value, so that in-process callers use the same handlers as a socket. Immutable.
 *
 * @param method the HTTP method in upper case
 * @param origin the scheme, host and port under which the client reached this server, such as
 *     {@code https://localhost:8443}; absolute URLs in responses start with this origin
 * @param path the path as sent, percent-encoded and without the query
 */
public record Request(
    String method, String origin, String path, Query query, Headers headers, Body body) {

  private static final String BEARER = "Bearer ";

  /** Returns a request without query, headers and body. */
  public static Request of(String method, String origin, String path) {
    return new Request(method, origin, path, Query.NONE, Headers.NONE, Body.NONE);
  }

  /**
   * Returns the decoded segments of the path, without empty ones. Official clients send double
   * slashes: they join an endpoint that ends with a slash and a scope that starts with one.
   */
  public List<String> segments() {
    var segments = new ArrayList<String>();
    for (var segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(PercentEncoding.decode(segment));
      }
    }
    return segments;
  }

  /** Returns the bearer token of the header {@code Authorization} (RFC 6750, section 2.1). */
  public Optional<String> bearerToken() {
    return headers
        .first("Authorization")
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip());
  }

  /** Returns this request with another path. */
  public Request withPath(String newPath) {
    return new Request(method, origin, newPath, query, headers, body);
  }
}
