package dev.msi4j.local.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP request as a value, so that a test or an embedding program can come in by the same door
 * as a socket.
 *
 * @param method the HTTP method in upper case
 * @param origin the scheme, host and port under which the client reached this server, such as
 *     {@code https://localhost:8443}; every absolute URL in an answer starts with it
 * @param path the path as sent: percent-encoded, without the query
 */
public record Request(
    String method, String origin, String path, Query query, Headers headers, Body body) {

  private static final String BEARER = "Bearer ";

  /** A request without a query, headers or a body. */
  public static Request of(String method, String origin, String path) {
    return new Request(method, origin, path, Query.NONE, Headers.NONE, Body.NONE);
  }

  /**
   * The decoded segments of the path. Empty ones are passed over: official clients join an endpoint
   * that ends in a slash and a scope that starts with one.
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

  /** The token behind {@code Bearer} in the header {@code Authorization} (RFC 6750). */
  public Optional<String> bearerToken() {
    return headers
        .first("Authorization")
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip());
  }

  /** The same request, reached by another path. */
  public Request withPath(String other) {
    return new Request(method, origin, other, query, headers, body);
  }
}
