package dev.msi4j.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.ClaimsMatchingExpression;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;

class CredentialNamesTests {
  private static final Pattern AZURES_RULE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{2,119}");

  @Test
  void derivedNameContainsReadableSubject() {
    var trustKey = new TrustKey("https://i.example", "repo:contoso/shop:pull_request", null);

    assertThat(CredentialNames.derive(trustKey))
        .matches("repo-contoso-shop-pull-request-[0-9a-f]{10}");
  }

  @Test
  void derivedNamesDifferByIssuerSubjectAndKind() {
    var expression = ClaimsMatchingExpression.of("s");

    assertThat(
            Set.of(
                CredentialNames.derive(new TrustKey("https://i.example", "s", null)),
                CredentialNames.derive(new TrustKey("https://j.example", "s", null)),
                CredentialNames.derive(new TrustKey("https://i.example", "S", null)),
                CredentialNames.derive(new TrustKey("https://i.example", null, expression))))
        .hasSize(4);
  }

  @Property(tries = 300)
  void derivedNameMatchesAzuresNamingRule(@ForAll @NotBlank String subject) {
    var trustKey = new TrustKey("https://i.example", subject, null);

    assertThat(CredentialNames.derive(trustKey))
        .matches(AZURES_RULE)
        .isEqualTo(CredentialNames.derive(trustKey));
  }

  @Test
  void availableAddsSuffixUntilNameIsUnique() {
    var trustKey = new TrustKey("https://i.example", "s", null);
    var longest = "a".repeat(120);
    var taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < 12; i++) {
      var name = CredentialNames.available(longest, trustKey, taken);
      assertThat(name).matches(AZURES_RULE);
      assertThat(taken.add(name)).isTrue();
    }
  }
}
