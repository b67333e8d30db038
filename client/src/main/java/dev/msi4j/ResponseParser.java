package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.ReadValueCallback;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.InputStream;

/**
 * Parses the JSON of successful responses. Thread-safe; a client has one.
 *
 * <p>Uses Jackson, which azure-core depends on, rather than the copy of Jackson in azure-json: only
 * Jackson gives access to the characters of a value, so that a GUID is read without a string and
 * equal texts become one string.
 */
final class ResponseParser {
  /**
   * Buffers are kept in a pool of the client: those that Jackson keeps by thread are lost with each
   * virtual thread. The names of tags are chosen by others and do not belong in the string table of
   * the JVM. An exception must not keep the source, whose array the next response uses.
   */
  private final JsonFactory factory =
      new JsonFactoryBuilder()
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final CommonTexts texts = new CommonTexts();

  /** Parses a document at the start of an array. */
  <T> T parse(byte[] document, int length, ReadValueCallback<JsonReader, T> value)
      throws IOException {
    return Json.document(
        new JacksonReader(factory.createParser(document, 0, length), texts), value);
  }

  /** Parses a document while its bytes arrive, and reads the stream to its end. */
  <T> T parse(InputStream document, ReadValueCallback<JsonReader, T> value) throws IOException {
    return Json.document(new JacksonReader(factory.createParser(document), texts), value);
  }
}
