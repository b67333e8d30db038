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
  /**
   * The token of each {@link JsonTokenId}, which start at {@link JsonTokenId#ID_NOT_AVAILABLE}. A
   * lookup is faster than a switch for each token.
   */
  private static final JsonToken[] TOKENS = {
    JsonToken.END_DOCUMENT,
    JsonToken.END_DOCUMENT,
    JsonToken.START_OBJECT,
    JsonToken.END_OBJECT,
    JsonToken.START_ARRAY,
    JsonToken.END_ARRAY,
    JsonToken.FIELD_NAME,
    JsonToken.STRING,
    JsonToken.NUMBER,
    JsonToken.NUMBER,
    JsonToken.BOOLEAN,
    JsonToken.BOOLEAN,
    JsonToken.NULL,
    JsonToken.END_DOCUMENT
  };

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
    var token = TOKENS[parser.currentTokenId() - JsonTokenId.ID_NOT_AVAILABLE];
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
