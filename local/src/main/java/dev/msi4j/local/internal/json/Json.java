package dev.msi4j.local.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** The one JSON mapper of the server, and the few things done with it. */
public final class Json {
  /** ARM documents are shallow; whatever nests deeper was made to hurt. */
  private static final int DEEPEST = 100;

  private static final Pattern SOURCE = Pattern.compile("\\[Source: [^\\]]*?(line: [^\\]]*)\\]");

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // A record is its components; what it can say besides is not stored.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .build();

  private Json() {}

  /** An empty object to fill. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** An empty array to fill. */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** Returns a node that is written as the given JSON text, without parsing it. */
  public static JsonNode raw(String json) {
    return MAPPER.getNodeFactory().rawValueNode(new RawValue(json));
  }

  /**
   * Reads a document from outside.
   *
   * @throws IOException if it is not one JSON document, or has a member twice
   */
  public static JsonNode parse(String document) throws IOException {
    return MAPPER.readTree(document);
  }

  /**
   * Returns why a document can't be read, and where. The messages of the library also name its own
   * classes and features.
   */
  public static String problem(IOException exception) {
    if (!(exception instanceof JsonProcessingException unreadable)) {
      return "it can't be read";
    }
    var message = SOURCE.matcher(unreadable.getOriginalMessage()).replaceAll("$1");
    var at = unreadable.getLocation();
    return at == null
        ? message
        : message + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  public static JsonNode parse(byte[] document) throws IOException {
    return MAPPER.readTree(document);
  }

  /** Reads a value that this server wrote itself. */
  public static <T> T read(String document, Class<T> type) {
    try {
      return MAPPER.readValue(document, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a stored " + type.getSimpleName() + " can't be read", e);
    }
  }

  /** Writes a value as {@link #read} reads it. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A document over many lines, for people. */
  public static String pretty(JsonNode document) {
    return document.toPrettyString() + "\n";
  }

  public static byte[] bytes(JsonNode document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
