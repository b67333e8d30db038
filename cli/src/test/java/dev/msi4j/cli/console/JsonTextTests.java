package dev.msi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTests {
  @Test
  void indentPrintsOneMemberPerLine() {
    assertThat(JsonText.indent("{\"a\":1,\"b\":[true,null],\"c\":{},\"d\":[]}"))
        .isEqualTo(
            """
            {
              "a": 1,
              "b": [
                true,
                null
              ],
              "c": {},
              "d": []
            }\
            """);
  }

  @Test
  void indentDoesNotChangeStrings() {
    assertThat(JsonText.indent("{\"a{\":\"[,:\\\"\\\\\"}"))
        .isEqualTo("{\n  \"a{\": \"[,:\\\"\\\\\"\n}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "null", "{", "no json"})
  void readObjectRejectsOtherTexts(String text) {
    assertThatThrownBy(() -> JsonText.readObject(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UncheckedIOException.class);
  }
}
