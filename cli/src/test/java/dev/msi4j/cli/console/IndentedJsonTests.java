package dev.msi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IndentedJsonTests {
  @Test
  void putsAMemberToALine() {
    assertThat(IndentedJson.of("{\"a\":1,\"b\":[true,null],\"c\":{},\"d\":[]}"))
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
  void leavesStringsAlone() {
    assertThat(IndentedJson.of("{\"a{\":\"[,:\\\"\\\\\"}"))
        .isEqualTo("{\n  \"a{\": \"[,:\\\"\\\\\"\n}");
  }
}
