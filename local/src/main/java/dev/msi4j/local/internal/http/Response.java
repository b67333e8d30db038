package dev.msi4j.local.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.json.Json;

/**
 * An HTTP response as a value.
 *
 * @param delivery how it reaches the client; only a listener has a connection to break
 */
public record Response(int status, Headers headers, Body body, ResponseFault delivery) {
  /** A response that reaches the client as it should. */
  public Response(int status, Headers headers, Body body) {
    this(status, headers, body, ResponseFault.WHOLE);
  }

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

  /** An error as most protocols of Azure have it: {@code {"error":{"code","message"}}}. */
  public static Response error(int status, String code, String message) {
    var document = Json.object();
    document.putObject("error").put("code", code).put("message", message);
    return json(status, document);
  }

  /** The same response with one more header. */
  public Response with(String name, String value) {
    return new Response(status, headers.with(name, value), body, delivery);
  }

  /** The same response by another delivery. */
  public Response delivered(ResponseFault other) {
    return new Response(status, headers, body, other);
  }
}
