package dev.msi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTests {
  @ParameterizedTest
  @CsvSource({
    "20s,PT20S",
    "5m,PT5M",
    "1h30m,PT1H30M",
    "2d,PT48H",
    "250ms,PT0.25S",
    "0s,PT0S",
    "PT2M,PT2M",
    "1H,PT1H",
    "-PT1S,-PT1S"
  })
  void shortAndIsoDurationsAreRead(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "s", "5m1h", "1.5h", "-5s", "99999999999d", "1y"})
  void otherTextIsRejected(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> Durations.parse(text))
        .withMessage("'" + text + "' must be a duration such as 20s, 5m, 1h30m or PT2M");
  }

  @Test
  void daysOfManyDigitsFit() {
    assertThat(Durations.parse("999999999d")).isEqualTo(Duration.ofDays(999_999_999));
  }
}
