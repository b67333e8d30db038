package dev.msi4j.local.internal.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsExpressionTests {
  private static final Map<String, String> CLAIMS =
      Map.of(
          "sub", "repo:contoso/app:ref:refs/heads/main",
          "job_workflow_ref", "foo/bar/.github/workflows/it's.yml@refs/heads/main");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "claims['sub'] eq 'repo:contoso/app:ref:refs/heads/main'|true",
        "claims['sub'] eq 'repo:contoso/app:ref:refs/heads/MAIN'|false",
        "claims['sub'] eq 'repo:contoso/app:ref:refs/heads/*'|false",
        "claims['sub'] matches 'repo:contoso/app:ref:refs/heads/*'|true",
        "claims['sub'] matches 'repo:contoso/*:ref:refs/heads/????'|true",
        "claims['sub'] matches 'repo:contoso/*:ref:refs/heads/???'|false",
        "claims['sub'] matches '*'|true",
        "claims['sub'] matches 'repo:contoso/*:environment:*'|false",
        "claims['sub'] matches 'repo:Contoso/*'|false",
        "claims['missing'] matches '*'|false",
        "claims['job_workflow_ref'] matches '*/it''s.yml@*'|true",
        "claims['sub'] matches 'repo:*' and claims['job_workflow_ref'] matches 'foo/*'|true",
        "claims['sub'] matches 'repo:*' and claims['job_workflow_ref'] eq 'foo'|false",
      })
  void expressionMatchesClaims(String expression, boolean matches) {
    var read = ClaimsExpression.parse(expression);

    assertThat(read.matches(name -> Optional.ofNullable(CLAIMS.get(name)))).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sub eq 'a'",
        "claims[sub] eq 'a'",
        "claims['sub'] eq a",
        "claims['sub'] eq 'a' or claims['sub'] eq 'b'",
        "claims['sub'] eq 'a' and",
        "claims['sub'] eq 'a' and ",
        "claims['sub'] eq 'a'claims['sub'] eq 'b'",
        "claims['sub']  eq 'a'",
        "claims['sub'] like 'a'",
        "claims['sub'] eq 'a",
        "(claims['sub'] eq 'a')",
        "claims['sub'] eq 'it's'"
      })
  void invalidExpressionIsRejected(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClaimsExpression.parse(text))
        .withMessageContaining("The claimsMatchingExpression '" + text + "' is invalid from");
  }
}
