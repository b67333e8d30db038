package dev.msi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
