package dev.msi4j.local.front;

import com.fasterxml.jackson.databind.JsonNode;

/** An HTTP response as a value. */
public record Response(int status, Headers headers, Body body) {
  /** A status without a body. */
  public static Response empty(int status) {
    return new Response(status, Headers.NONE, Body.NONE);
  }

  /** A JSON document. */
  public static Response json(int status, JsonNode document) {
    return new Response(
        status,
        Headers.NONE.with("Content-Type", "application/json; charset=utf-8"),
        Body.of(document));
  }

  /** The same response with one more header. */
  public Response with(String name, String value) {
    return new Response(status, headers.with(name, value), body);
  }
}
