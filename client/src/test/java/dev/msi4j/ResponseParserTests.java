package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.ReadValueCallback;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTests {
  private final ResponseParser parser = new ResponseParser();

  private <T> T parse(String json, ReadValueCallback<JsonReader, T> value) throws IOException {
    return parser.parse(bytes(json), bytes(json).length, value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Object outcome(ReadValueCallback<String, Object> read, String json) {
    try {
      return read.read(json);
    } catch (IOException e) {
      return "failure";
    }
  }

  /** Public readers of models use azure-json; responses use Jackson. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"n\",\"tags\":{\"a\":\"1\",\"b\":null,\"a\":\"2\"}}",
        "{\"name\":1,\"location\":true,\"type\":-1.50,\"id\":null}",
        "{\"properties\":{\"clientId\":\"1-2-3-4-5\",\"tenantId\":\"\"}}",
        "{\"properties\":{\"clientId\":\"11111111-1111-1111-1111-11111111111\u0661\"}}",
        "{\"properties\":{\"clientId\":\"ABCDEFab-cdef-0123-4567-89abcdef0123\"}}",
        "{\"properties\":{\"clientId\":\"g1111111-1111-1111-1111-111111111111\"}}",
        "{\"properties\":{\"isolationScope\":\"none\",\"new\":{\"a\":[1,2.50,\"\\u00e9\",null]}}}",
        "{\"systemData\":{\"createdAt\":\"2024-11-30T10:20:30.1234567Z\",\"createdByType\":\"Key\"}}",
        "{\"systemData\":{\"createdAt\":\"2024-11-30T24:00:00Z\"}}",
        "{\"systemData\":{\"createdAt\":\"2024-02-30T10:00:00Z\"}}",
        "{\"systemData\":{\"createdAt\":\"2024-11-30T10:20:30.12345678901Z\"}}",
        "{\"systemData\":{\"createdAt\":\"2024-11-30T10:20:30,5Z\"}}",
        "{\"systemData\":{\"createdAt\":\"2024-11-30T10:20:30+02:00\"}}",
        "{\"systemData\":{\"createdAt\":\"2024-11-30T10:20\"}}",
        "{\"zones\":[\"1\"],\"plan\":{\"name\":\"p\"},\"kind\":\"\\\"k\\\"\",\"x\":1e3,\"y\":false}",
        "{\"tags\":[]}",
        "{\"tags\":{\"a\":{}}}",
        "[]",
        "nul",
        "{} {}",
        "{\"id\":\"\\ud83d\\ude00 \u00e9\"}"
      })
  void readsTheSameModelAsAzureJson(String json) {
    Object expected =
        outcome(text -> Json.document(JsonProviders.createReader(text), Identity::fromJson), json);

    assertThat(outcome(text -> parse(text, Identity::fromJson), json)).isEqualTo(expected);
    assertThat(
            outcome(
                text -> parser.parse(new ByteArrayInputStream(bytes(text)), Identity::fromJson),
                json))
        .isEqualTo(expected);
  }

  @Test
  void itemsOfAPageShareEqualTextsAndTags() throws IOException {
    var item =
        "{\"location\":\"westeurope\",\"type\":\"t\",\"tags\":{\"a\":\"1\"},"
            + "\"properties\":{\"isolationScope\":\"None\"}}";
    var page = parse("[" + item + "," + item + "]", json -> Json.list(json, Identity.reader()));
    var other = parse(item, Identity::fromJson);

    var first = page.get(0);
    var second = page.get(1);
    assertThat(first).isEqualTo(second).isEqualTo(other);
    assertThat(first.location()).isSameAs(second.location()).isSameAs(other.location());
    assertThat(first.type()).isSameAs(second.type());
    assertThat(first.tags()).isSameAs(second.tags());
    assertThat(first.isolationScope()).isSameAs(IsolationScope.NONE);
  }

  @Test
  void itemsOfAPageShareNothingElse() throws IOException {
    var page =
        parse(
            "[{\"id\":\"/a\",\"name\":\"a\",\"location\":\"l\",\"tags\":{\"a\":\"1\"},\"new\":1,"
                + "\"systemData\":{\"createdBy\":\"me\"},\"properties\":{\"newer\":2,"
                + "\"clientId\":\"11111111-1111-1111-1111-111111111111\","
                + "\"assignmentRestrictions\":{\"providers\":[]},\"isolationScope\":\"None\"}},{}]",
            json -> Json.list(json, Identity.reader()));

    assertThat(page.get(1)).isEqualTo(Identity.builder().build());
    assertThat(page.get(0).toJsonString()).contains("\"new\":1").contains("\"newer\":2");
  }

  @Test
  void textsWithTheSameHashAreDistinguished() throws IOException {
    assertThat(parse("{\"a\":\"Aa\",\"b\":\"BB\",\"c\":\"Aa\"}", Json::textMap))
        .isEqualTo(Map.of("a", "Aa", "b", "BB", "c", "Aa"));
  }

  @Test
  void longTextsAreRead() throws IOException {
    var text = "x".repeat(70_000);

    assertThat(parse("{\"a\":\"" + text + "\"}", Json::textMap)).isEqualTo(Map.of("a", text));
  }

  @Test
  void emptyDocumentIsReported() {
    assertThat(catchThrowable(() -> parse(" ", Identity::fromJson)))
        .isInstanceOf(UnexpectedJsonException.class)
        .hasMessage("the body is empty");
  }
}
