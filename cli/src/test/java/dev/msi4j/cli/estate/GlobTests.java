package dev.msi4j.cli.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

  @ParameterizedTest
  @CsvSource({
    "a/*/b, a/b, true",
    "a/*/b, a/x/b, true",
    "a/*/b, a/x/y/b, true",
    "a/*/b, ab, false",
    "a/*/b/*/c, a/x/b/c, true",
    "a/*/b/*/c, a/b/x/c, true",
    "a/*/*/b, a/b, true",
    "a/*/*/b, a/x/b, true",
    "a/*, a, false",
    "*/b, b, false",
    "a?, a?, true",
    "a?, ab, false"
  })
  void starBetweenSlashesMatchesAnySegments(String pattern, String action, boolean expected) {
    assertThat(Glob.actions(pattern).matches(action)).isEqualTo(expected);
  }

  @Property
  void actionsMatchAsRegularExpression(
      @ForAll @From("patterns") String pattern, @ForAll @From("actions") String action) {
    assertThat(Glob.actions(pattern).matches(action)).isEqualTo(action.matches(regex(pattern)));
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of("a", "b", "/", "*", "/*/").list().ofMaxSize(8).map(GlobTests::joined);
  }

  @Provide
  Arbitrary<String> actions() {
    return Arbitraries.of("a", "b", "/").list().ofMaxSize(8).map(GlobTests::joined);
  }

  private static String joined(List<String> parts) {
    return String.join("", parts);
  }

  /** Returns the regular expression of a pattern: {@code *}{@code /} after a slash is optional. */
  private static String regex(String pattern) {
    var regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      boolean isAfterSlash = i > 0 && pattern.charAt(i - 1) == '/';
      if (isAfterSlash && pattern.startsWith("*/", i)) {
        regex.append("(.*/)?");
        i++;
      } else {
        regex.append(pattern.charAt(i) == '*' ? ".*" : Pattern.quote(pattern.substring(i, i + 1)));
      }
    }
    return regex.toString();
  }
}
