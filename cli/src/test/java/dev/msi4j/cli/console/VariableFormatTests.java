package dev.msi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VariableFormatTests {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          SH,         it's $x, `export A='it'\\''s $x'`
          DOTENV,     it's $x, `A="it's \\$x"`
          DOTENV,     a b,     `A='a b'`
          DOTENV,     a-b,     A=a-b
          GITHUB,     it's $x, A=it's $x
          POWERSHELL, it's $x, `$env:A = 'it''s $x'`
          """)
  void valueIsQuoted(VariableFormat format, String value, String line) {
    assertThat(format.print(Map.of("A", value))).isEqualTo(line + "\n");
  }

  @Test
  void jsonIsObject() {
    assertThat(VariableFormat.JSON.print(Map.of("A", "\"x\"")))
        .isEqualTo("{\n  \"A\": \"\\\"x\\\"\"\n}\n");
  }

  @ParameterizedTest
  @EnumSource
  void controlCharacterIsRejected(VariableFormat format) {
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> format.print(Map.of("A", "a\nB=c")))
        .withMessageContaining("A is 'a\\nB=c'");
  }
}
