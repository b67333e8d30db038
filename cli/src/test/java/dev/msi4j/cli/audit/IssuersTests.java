package dev.msi4j.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuersTests {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://token.actions.githubusercontent.com",
        "https://token.actions.githubusercontent.com/enterprise",
        "https://gitlab.com",
        "https://westeurope.oic.prod-aks.azure.com/tenant/cluster/",
        "https://vstoken.dev.azure.com/ORGANIZATION",
        "https://login.microsoftonline.com/tenant/v2.0",
        "https://oidc.eks.eu-central-1.amazonaws.com/id/ABC"
      })
  void issuerOfKnownProductIsKnown(String issuer) {
    assertThat(Issuers.isKnown(issuer)).isTrue();
    assertThat(Issuers.suspicion(issuer)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://attacker.test",
        "https://attacker.test/.oic.prod-aks.azure.com/",
        "https://attacker.test/x.oic.prod-aks.azure.com/y",
        "https://attacker.test?.oic.prod-aks.azure.com/",
        "https://attacker.test#.oic.prod-aks.azure.com/",
        "https://user@attacker.test/",
        "https://token.actions.githubusercontent.com@attacker.test/",
        "https://token.actions.githubusercontent.com.attacker.test",
        "http://token.actions.githubusercontent.com"
      })
  void issuerThatResemblesKnownProductIsUnknown(String issuer) {
    assertThat(Issuers.isKnown(issuer)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://oidc.example.com, does not start with https://",
    "https://10.0.0.1/, has an IP address as host",
    "https://[::1]/, has an IP address as host",
    "https://xn--gthub-cta.com/, has an internationalized host name",
    "https://oidc.example.com//, ends with two slashes",
    "https://a b/, is not a URL"
  })
  void suspicionNamesForm(String issuer, String suspicion) {
    assertThat(Issuers.suspicion(issuer).orElse("")).startsWith(suspicion);
  }
}
