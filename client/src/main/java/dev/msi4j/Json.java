package dev.msi4j;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import com.azure.json.JsonWriter;
import com.azure.json.ReadValueCallback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the JSON of the models. Null is treated as absent. A member with an unexpected
 * type is rejected with its name, since skipping part of it would corrupt the rest of the document.
 */
final class Json {
  private Json() {}

  /** Reads the value of a member; the reader is at the value. */
  interface MemberReader {
    void read(String name, JsonReader json) throws IOException;
  }

  /** Writes one value. */
  interface ValueWriter {
    void to(JsonWriter json) throws IOException;
  }

  /** Reads a complete document, and closes the reader. */
  static <T> T document(JsonReader document, ReadValueCallback<JsonReader, T> value)
      throws IOException {
    try (document) {
      if (document.nextToken() == JsonToken.END_DOCUMENT) {
        throw new UnexpectedJsonException("the body is empty");
      }
      T read = value.read(document);
      if (document.nextToken() != JsonToken.END_DOCUMENT) {
        throw new UnexpectedJsonException("unexpected content after the end of the JSON document");
      }
      return read;
    }
  }

  static byte[] bytes(ValueWriter value) {
    var bytes = new ByteArrayOutputStream();
    try (JsonWriter json = JsonProviders.createWriter(bytes)) {
      value.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException("an in-memory stream failed", e);
    }
    return bytes.toByteArray();
  }

  /** Returns the {@code toString} of a model: its class name and its JSON. */
  static String string(String className, ValueWriter value) {
    return className + new String(bytes(value), StandardCharsets.UTF_8);
  }

  static void members(JsonReader json, MemberReader member) throws IOException {
    JsonToken start = json.currentToken() == null ? json.nextToken() : json.currentToken();
    if (start != JsonToken.START_OBJECT) {
      throw UnexpectedJsonException.found(start, "an object");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.getFieldName();
      json.nextToken();
      try {
        member.read(name, json);
      } catch (UnexpectedJsonException e) {
        throw e.in(name);
      }
    }
  }

  static void membersIfAny(JsonReader json, MemberReader member) throws IOException {
    if (json.currentToken() != JsonToken.NULL) {
      members(json, member);
    }
  }

  static @Nullable String text(JsonReader json) throws IOException {
    JsonToken token = json.currentToken();
    return switch (token) {
      case NULL -> null;
      case STRING, NUMBER, BOOLEAN -> json.getString();
      default -> throw UnexpectedJsonException.found(token, "a string");
    };
  }

  /**
   * Reads a text that many values of a client have, such as a type, a region or the value of a tag.
   */
  static @Nullable String commonText(JsonReader json) throws IOException {
    return json instanceof JacksonReader response && response.currentToken() == JsonToken.STRING
        ? response.commonText()
        : text(json);
  }

  static @Nullable Integer integer(JsonReader json) throws IOException {
    String text = text(json);
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new UnexpectedJsonException("'" + text + "' is not a 32-bit integer");
    }
  }

  static @Nullable UUID uuid(JsonReader json) throws IOException {
    if (json instanceof JacksonReader response && response.currentToken() == JsonToken.STRING) {
      UUID guid = response.guidOrNull();
      if (guid != null) {
        return guid;
      }
    }
    String text = text(json);
    try {
      return text == null || text.isEmpty() ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new UnexpectedJsonException("'" + text + "' is not a GUID");
    }
  }

  static @Nullable OffsetDateTime time(JsonReader json) throws IOException {
    String text = text(json);
    try {
      return text == null || text.isEmpty() ? null : Timestamp.parse(text);
    } catch (DateTimeException e) {
      throw new UnexpectedJsonException("'" + text + "' is not a date and time");
    }
  }

  /** Reads an array. Null is read as an empty array; null items are skipped. */
  static <T> List<T> list(JsonReader json, ReadValueCallback<JsonReader, T> item)
      throws IOException {
    if (json.currentToken() == JsonToken.NULL) {
      return List.of();
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw UnexpectedJsonException.found(json.currentToken(), "an array");
    }
    var items = new ArrayList<T>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.NULL) {
        items.add(item.read(json));
      }
    }
    return Collections.unmodifiableList(items);
  }

  static List<String> texts(JsonReader json) throws IOException {
    return list(json, Json::requiredText);
  }

  static @Nullable Map<String, String> textMap(JsonReader json) throws IOException {
    if (json.currentToken() == JsonToken.NULL) {
      return null;
    }
    var map = json instanceof JacksonReader response ? response.maps() : new TextMap.Collector();
    members(json, map);
    return map.build();
  }

  static String requiredText(JsonReader json) throws IOException {
    String text = commonText(json);
    if (text == null) {
      throw UnexpectedJsonException.found(json.currentToken(), "a string");
    }
    return text;
  }

  /** Reads any value as raw JSON. */
  static String raw(JsonReader json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT, START_ARRAY -> json.readChildren();
      case STRING -> quoted(json.getString());
      default -> json.getText();
    };
  }

  private static String quoted(String text) throws IOException {
    var written = new StringWriter();
    try (JsonWriter json = JsonProviders.createWriter(written)) {
      json.writeString(text);
    }
    return written.toString();
  }

  static void writeText(JsonWriter json, String name, @Nullable Object value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value.toString());
    }
  }

  static void writeTexts(JsonWriter json, String name, List<String> values) throws IOException {
    json.writeArrayField(name, values, JsonWriter::writeString);
  }

  static void writeTextMap(JsonWriter json, String name, @Nullable Map<String, String> values)
      throws IOException {
    if (values != null) {
      json.writeMapField(name, values, JsonWriter::writeString);
    }
  }

  static void writeTime(JsonWriter json, String name, @Nullable OffsetDateTime value)
      throws IOException {
    writeText(json, name, value);
  }
}
