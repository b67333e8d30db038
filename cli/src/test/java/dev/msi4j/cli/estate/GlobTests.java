package dev.msi4j.cli.estate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc|abc|true",
        "abc|abd|false",
        "*|''|true",
        "a*c|abbc|true",
        "a*c|abb|false",
        "a?c|abc|true",
        "a?c|ac|false",
        "repo:contoso/*|repo:contoso/shop:*|true",
        "repo:contoso/*:pull_request|repo:contoso/shop:*|true",
        "repo:contoso/*:ref:*|repo:contoso/shop:pull_request|false",
        "*a*b*|xxayybzz|true",
        "*a*b|b*a|false",
        "a*|*b|true",
        "Abc|abc|false"
      })
  void overlapIsFoundBetweenPatterns(String one, String other, boolean expected) {
    assertThat(Glob.pattern(one).overlaps(Glob.pattern(other))).isEqualTo(expected);
    assertThat(Glob.pattern(other).overlaps(Glob.pattern(one))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "123456, true", "'', true", "12a, false", "1/2, false", "*, true"})
  void digitsOverlapWithDigitsOnly(String text, boolean expected) {
    var digits = Glob.text("@").thenAnyDigits().then("/");

    assertThat(digits.overlaps(Glob.pattern("@" + text + "/"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"a*, a*, true", "a*, ab, false", "a?, a?, true", "a?, ab, false"})
  void textHasNoWildcards(String text, String other, boolean expected) {
    assertThat(Glob.text(text).matches(other)).isEqualTo(expected);
  }
}
