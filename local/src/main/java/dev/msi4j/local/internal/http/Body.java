package dev.msi4j.local.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Body of a request or a response. Immutable. */
public final class Body {
  /** No body. */
  public static final Body NONE = new Body(new byte[0]);

  private final byte[] bytes;

  private Body(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns a body of bytes, without a copy: the caller must not change the array afterwards. */
  public static Body of(byte[] bytes) {
    return bytes.length == 0 ? NONE : new Body(bytes);
  }

  /** Returns a body of a JSON document. */
  public static Body of(JsonNode document) {
    return new Body(Json.bytes(document));
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Returns the bytes, without a copy: the caller must not change the array. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the parameters of a form body. */
  public Query form() {
    return Query.parse(text());
  }

  /**
   * Parses the body as JSON.
   *
   * @throws IOException if the body is not exactly one JSON document
   */
  public JsonNode json() throws IOException {
    return Json.parse(bytes);
  }

  /** Returns the body as UTF-8 text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
