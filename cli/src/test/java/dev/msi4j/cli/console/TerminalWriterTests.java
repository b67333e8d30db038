package dev.msi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalWriterTests {
  private final StringWriter text = new StringWriter();
  private final TerminalWriter writer = new TerminalWriter(text);

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 7, 8, 0x0b, 0x1b, 0x7f, 0x80, 0x9b, 0x9f, 0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a,
        0x202e, 0x2066, 0x2069
      })
  void everyPrintMethodEscapesControlCharacters(int control) {
    char c = (char) control;
    var escaped = String.format(Locale.ROOT, "\\u%04x", control);

    writer.print(c);
    writer.print("a" + c);
    writer.append(c).append("b" + c, 1, 2);
    writer.write(new char[] {c});
    writer.printf(Locale.ROOT, "%s", c);

    assertThat(text.toString())
        .isEqualTo(escaped + "a" + escaped + escaped + escaped + escaped + escaped);
  }

  @Test
  void printKeepsLineFeedsAndUnicodeLetters() {
    var plain = "größe\t検証 \ud83d\ude00 שלום\n";

    writer.print(plain);

    assertThat(text.toString()).isEqualTo(plain);
  }

  @Test
  void lineEscapesLineFeeds() {
    writer.line("a\nb\tc");

    assertThat(text.toString()).isEqualTo("a\\nb\\tc" + System.lineSeparator());
  }

  @Test
  void logStreamEscapesControlCharacters() {
    var stream = TerminalStream.of(writer, StandardCharsets.UTF_8);

    stream.println("größe \u001b[31m \u009b");
    stream.print("rest\u0007");
    stream.close();

    assertThat(text.toString())
        .isEqualTo("größe \\u001b[31m \\u009b" + System.lineSeparator() + "rest\\u0007");
  }
}
