package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonTokenId;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adapts a parser of Jackson to the interface that models are read from. */
final class JacksonReader extends JsonReader {
  private final JsonParser parser;
  private final CommonTexts texts;
  private TextMap.@Nullable Collector maps;
  private @Nullable JsonToken current;

  JacksonReader(JsonParser parser, CommonTexts texts) {
    this.parser = parser;
    this.texts = texts;
  }

  /** Returns the current string; equal short texts of a client are one string. */
  String commonText() throws IOException {
    return texts.get(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  /** Returns the current string as a GUID; null if it is not 36 characters in the usual form. */
  @Nullable UUID guidOrNull() throws IOException {
    return Guid.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  /** Returns the collector of all maps of the document. */
  TextMap.Collector maps() {
    if (maps == null) {
      maps = new TextMap.Collector();
    }
    return maps;
  }

  @Override
  public @Nullable JsonToken currentToken() {
    return current;
  }

  @Override
  public JsonToken nextToken() throws IOException {
    parser.nextToken();
    return setCurrent();
  }

  private JsonToken setCurrent() {
    var token =
        switch (parser.currentTokenId()) {
          case JsonTokenId.ID_START_OBJECT -> JsonToken.START_OBJECT;
          case JsonTokenId.ID_END_OBJECT -> JsonToken.END_OBJECT;
          case JsonTokenId.ID_START_ARRAY -> JsonToken.START_ARRAY;
          case JsonTokenId.ID_END_ARRAY -> JsonToken.END_ARRAY;
          case JsonTokenId.ID_FIELD_NAME -> JsonToken.FIELD_NAME;
          case JsonTokenId.ID_STRING -> JsonToken.STRING;
          case JsonTokenId.ID_NUMBER_INT, JsonTokenId.ID_NUMBER_FLOAT -> JsonToken.NUMBER;
          case JsonTokenId.ID_TRUE, JsonTokenId.ID_FALSE -> JsonToken.BOOLEAN;
          case JsonTokenId.ID_NULL -> JsonToken.NULL;
          default -> JsonToken.END_DOCUMENT;
        };
    current = token;
    return token;
  }

  @Override
  public byte[] getBinary() throws IOException {
    return parser.getBinaryValue();
  }

  @Override
  public boolean getBoolean() throws IOException {
    return parser.getBooleanValue();
  }

  @Override
  public float getFloat() throws IOException {
    return parser.getFloatValue();
  }

  @Override
  public double getDouble() throws IOException {
    return parser.getDoubleValue();
  }

  @Override
  public int getInt() throws IOException {
    return parser.getIntValue();
  }

  @Override
  public long getLong() throws IOException {
    return parser.getLongValue();
  }

  @Override
  public @Nullable String getString() throws IOException {
    return parser.getValueAsString();
  }

  @Override
  public String getFieldName() throws IOException {
    return parser.currentName();
  }

  @Override
  public void skipChildren() throws IOException {
    parser.skipChildren();
    setCurrent();
  }

  @Override
  public JsonReader bufferObject() {
    throw new UnsupportedOperationException("a response is read once");
  }

  @Override
  public boolean isResetSupported() {
    return false;
  }

  @Override
  public JsonReader reset() {
    throw new UnsupportedOperationException("a response is read once");
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
