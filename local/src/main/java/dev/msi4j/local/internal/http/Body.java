package dev.msi4j.local.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The body of a request or a response. */
public final class Body {
  /** No body. */
  public static final Body NONE = new Body(new byte[0]);

  private final byte[] bytes;

  private Body(byte[] bytes) {
    this.bytes = bytes;
  }

  /** These bytes, which from now on nobody changes. */
  public static Body of(byte[] bytes) {
    return bytes.length == 0 ? NONE : new Body(bytes);
  }

  /** A JSON document. */
  public static Body of(JsonNode document) {
    return new Body(Json.bytes(document));
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** The bytes themselves, not a copy: nobody changes them. */
  public byte[] bytes() {
    return bytes;
  }

  /** The parameters of a form body. */
  public Query form() {
    return Query.parse(text());
  }

  /**
   * The document in the body.
   *
   * @throws IOException if it is not one JSON document
   */
  public JsonNode json() throws IOException {
    return Json.parse(bytes);
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
