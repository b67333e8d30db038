package dev.msi4j.local.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.json.Json;

/**
 * HTTP response as a value. Immutable.
 *
 * @param fault the connection fault to inject; only a listener applies it
 */
public record Response(int status, Headers headers, Body body, ResponseFault fault) {
  /** Creates a response without a connection fault. */
  public Response(int status, Headers headers, Body body) {
    this(status, headers, body, ResponseFault.NONE);
  }

  /** Returns a response without a body. */
  public static Response empty(int status) {
    return new Response(status, Headers.NONE, Body.NONE);
  }

  /** Returns a response with a JSON document. */
  public static Response json(int status, JsonNode document) {
    return new Response(
        status,
        Headers.NONE.with("Content-Type", "application/json; charset=utf-8"),
        Body.of(document));
  }

  /** Returns an error in the OData format: {@code {"error":{"code","message"}}}. */
  public static Response error(int status, String code, String message) {
    var document = Json.object();
    document.putObject("error").put("code", code).put("message", message);
    return json(status, document);
  }

  /** Returns this response with one more header. */
  public Response with(String name, String value) {
    return new Response(status, headers.with(name, value), body, fault);
  }

  /** Returns this response with a connection fault. */
  public Response withFault(ResponseFault newFault) {
    return new Response(status, headers, body, newFault);
  }
}
