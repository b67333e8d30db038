package dev.msi4j.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"0.12345;0.123", "1.5;1.5", "12.34;12.3", "1234.6;1,230", "1234567;1,230,000"})
  void roundedReturnsThreeSignificantDigits(double value, String text) {
    assertThat(Numbers.rounded(value)).isEqualTo(text);
  }

  @Test
  void missingValueIsADash() {
    assertThat(Numbers.rounded(OptionalDouble.empty())).isEqualTo("-");
    assertThat(Numbers.ratio(OptionalDouble.empty())).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource({"500,500", "1000,1k", "100000,100k", "1000000,1M", "1500,1500"})
  void countReturnsShortForm(long items, String text) {
    assertThat(Numbers.count(items)).isEqualTo(text);
  }
}
