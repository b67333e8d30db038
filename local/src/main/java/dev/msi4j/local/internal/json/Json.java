package dev.msi4j.local.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads and writes JSON. Holds the only JSON mapper of the server. */
public final class Json {
  /** Resource Manager documents are shallow; deeper documents are attacks on the parser. */
  private static final int MAX_NESTING_DEPTH = 100;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Only the components of a record are stored, not its derived properties.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .build();

  /** The relaxed syntax that Resource Manager accepts in requests with templates. */
  private static final ObjectReader RELAXED =
      MAPPER
          .reader()
          .withFeatures(
              JsonReadFeature.ALLOW_JAVA_COMMENTS,
              JsonReadFeature.ALLOW_TRAILING_COMMA,
              JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
              JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES);

  private Json() {}

  /** Creates an empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Creates an empty array. */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** Returns a node that is written as the given JSON text, without parsing it. */
  public static JsonNode raw(String json) {
    return MAPPER.getNodeFactory().rawValueNode(new RawValue(json));
  }

  /**
   * Parses an untrusted document.
   *
   * @throws IOException if the text is not exactly one JSON document, or has a duplicate member
   */
  public static JsonNode parse(String document) throws IOException {
    return MAPPER.readTree(document);
  }

  /**
   * Parses an untrusted document.
   *
   * @throws IOException if the bytes are not exactly one JSON document, or have a duplicate member
   */
  public static JsonNode parse(byte[] document) throws IOException {
    return MAPPER.readTree(document);
  }

  /**
   * Parses an untrusted document that can have comments, trailing commas, line breaks in strings
   * and names without quotes.
   *
   * @throws IOException if the bytes are not exactly one document, or have a duplicate member
   */
  public static JsonNode parseRelaxed(byte[] document) throws IOException {
    return RELAXED.readTree(document);
  }

  /**
   * Returns the place and the reason of a parse failure: {@code " at line 2, column 7: unexpected
   * end of the document"}. Jackson's own messages quote the document, which may hold secrets.
   */
  public static String problem(IOException failure) {
    if (!(failure instanceof JsonProcessingException invalid)) {
      return ": it cannot be read";
    }
    var location = invalid.getLocation();
    var place =
        location == null
            ? ""
            : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    return place + ": " + reason(invalid);
  }

  private static String reason(JsonProcessingException failure) {
    if (failure instanceof JsonEOFException) {
      return "unexpected end of the document";
    }
    if (failure instanceof StreamConstraintsException) {
      return "a value is too long or nested too deeply";
    }
    return failure.getOriginalMessage().startsWith("Duplicate")
        ? "duplicate member"
        : "unexpected character or word";
  }

  /**
   * Reads a value that {@link #write} has written.
   *
   * @throws UncheckedIOException if the document does not fit the type
   */
  public static <T> T read(String document, Class<T> type) {
    try {
      return MAPPER.readValue(document, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(
          "the stored " + type.getSimpleName() + " cannot be parsed" + problem(e), e);
    }
  }

  /** Writes a value on one line. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a document with line breaks and indentation. */
  public static String pretty(JsonNode document) {
    return document.toPrettyString() + "\n";
  }

  /** Writes a document as UTF-8. */
  public static byte[] bytes(JsonNode document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
