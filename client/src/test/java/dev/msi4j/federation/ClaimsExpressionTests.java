package dev.msi4j.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.msi4j.ClaimsMatchingExpression;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsExpressionTests {
  @Test
  void quotesAreEscaped() {
    assertThat(ClaimsExpression.eq("sub", "it's").toMatchingExpression().value())
        .isEqualTo("claims['sub'] eq 'it''s'");
    assertThat(parse("claims['sub'] eq 'it''s'").test(Map.of("sub", "it's"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "repo:contoso/shop:ref:refs/heads/*, true",
    "repo:contoso/*:ref:refs/heads/main, true",
    "*, true",
    "**, true",
    "repo:contoso/shop:ref:refs/heads/????, true",
    "repo:contoso/shop:ref:refs/heads/???, false",
    "repo:contoso/shop:ref:refs/heads/main?, false",
    "repo:contoso/shop:ref:refs/heads/main*, true",
    "REPO:contoso/*, false",
    "repo:contoso/shop, false",
    "*heads*main, true",
    "*.heads/main, false"
  })
  void matchesSupportsStarsAndQuestionMarks(String pattern, boolean matches) {
    var claims = Map.of("sub", "repo:contoso/shop:ref:refs/heads/main");

    assertThat(ClaimsExpression.matches("sub", pattern).test(claims)).isEqualTo(matches);
  }

  @Test
  void testRequiresAllConditions() {
    var expression =
        parse("claims['sub'] matches 'a*' and claims['n'] eq '7' and claims['b'] eq 'true'");

    assertThat(expression.test(Map.of("sub", "ab", "n", 7, "b", true))).isTrue();
    assertThat(expression.test(Map.of("sub", "ab", "n", 8, "b", true))).isFalse();
    assertThat(expression.test(Map.of("sub", "ab", "b", true))).isFalse();
    assertThat(expression.test(Map.of("sub", List.of("ab"), "n", 7, "b", true))).isFalse();
  }

  @Test
  void eqTreatsStarAsLiteral() {
    assertThat(ClaimsExpression.eq("sub", "a*").test(Map.of("sub", "ab"))).isFalse();
    assertThat(ClaimsExpression.eq("sub", "a*").test(Map.of("sub", "a*"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "claims['sub'] like 'x'| 1",
        "claims['sub']  eq 'x'| 1",
        "claims[\"sub\"] eq 'x'| 1",
        "claims['sub'] eq x| 1",
        "claims['sub'] eq ''| 1",
        "claims['sub'] eq 'x' or claims['a'] eq 'y'| 21",
        "claims['sub'] eq 'x' and | 26",
        "claims['sub'] eq 'x'y'| 21",
        "sub eq 'x'| 1"
      })
  void parseReportsPositionOfSyntaxError(String text, int at) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> parse(text.endsWith("and") ? text + " " : text))
        .withMessageStartingWith("expression '" + text)
        .withMessageEndingWith("at character " + at);
  }

  @Test
  void parseRejectsUnknownLanguageVersion() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ClaimsExpression.parse(ClaimsMatchingExpression.of("claims", 2)))
        .withMessage("languageVersion '2' must be 1");
  }

  @Test
  void patternWithManyStarsIsEvaluatedWithoutExponentialBacktracking() {
    var claims = Map.of("sub", "a".repeat(5_000));

    assertThat(ClaimsExpression.matches("sub", "a*".repeat(500) + "b").test(claims)).isFalse();
  }

  @Test
  void parseAcceptsLongText() {
    var text = "it''s ".repeat(5_000);

    assertThat(parse("claims['sub'] eq '" + text + "x'").toString()).hasSize(text.length() + 20);
  }

  @Property(tries = 500)
  void parseReversesToMatchingExpression(
      @ForAll("texts") String first, @ForAll("texts") String second) {
    var expression =
        ClaimsExpression.eq("sub", first).and(ClaimsExpression.matches("job_workflow_ref", second));

    assertThat(ClaimsExpression.parse(expression.toMatchingExpression())).isEqualTo(expression);
    assertThat(ClaimsExpression.eq("sub", first).test(Map.of("sub", first))).isTrue();
  }

  @Property(tries = 500)
  void matchesAgreesWithRegularExpression(
      @ForAll("patterns") String pattern, @ForAll("patterns") String text) {
    var regex = Pattern.compile(pattern.replace("?", ".").replace("*", ".*"), Pattern.DOTALL);

    assertThat(ClaimsExpression.matches("sub", pattern).test(Map.of("sub", text)))
        .isEqualTo(regex.matcher(text).matches());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("ab' *?[]=and")
        .ofMinLength(1)
        .ofMaxLength(20)
        .filter(text -> text.equals(text.strip()));
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars("ab*?").ofMinLength(1).ofMaxLength(8);
  }

  private static ClaimsExpression parse(String text) {
    return ClaimsExpression.parse(ClaimsMatchingExpression.of(text));
  }
}
