package dev.msi4j.verification;

import static dev.msi4j.verification.FederationFixture.AUDIENCE;
import static dev.msi4j.verification.FederationFixture.GROUP;
import static dev.msi4j.verification.FederationFixture.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.msi4j.ApiVersion;
import dev.msi4j.FlexibleFederatedIdentityCredential;
import dev.msi4j.federation.ClaimsExpression;
import dev.msi4j.federation.CredentialLimitException;
import dev.msi4j.federation.FederatedSubject;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.TokenClaims;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests the limit of 20 credentials per identity, placement, and expressions. */
class CredentialLimitScenarioTests {
  private static final String ISSUER = "https://oidc.example.com/cluster";

  @AutoClose private static final FederationFixture fixture = FederationFixture.start();

  @Test
  void ensureReportsExistingCredentialsAtLimitWithoutWriting() {
    var identity = fixture.identity("full");
    IntStream.range(0, 20)
        .forEach(i -> fixture.put(identity, "name-" + i, credential(ISSUER, "s-" + i)));
    var recordedExchanges = new RecordedExchanges();
    var federation = fixture.federation(recordedExchanges);

    assertThatExceptionOfType(CredentialLimitException.class)
        .isThrownBy(() -> federation.ensure(identity, credential(ISSUER, "s-20")))
        .withMessageContaining("20 of 20 used: name-0, ");
    assertThat(recordedExchanges.writes()).isEmpty();
    assertThat(federation.capacity(identity).free()).isZero();
  }

  @Test
  void placeDistributesSubjectsOverIdentities() {
    var identities = List.of(fixture.identity("shard-1"), fixture.identity("shard-2"));
    var subjects =
        IntStream.range(0, 45).mapToObj(i -> FederatedSubject.of(ISSUER, "s-" + i)).toList();
    var federation = fixture.federation();

    var placement = federation.place(identities, subjects);
    var result = federation.reconcileAll(placement.desired());

    assertThat(result.isAsDesired()).isTrue();
    assertThat(placement.unplaced()).hasSize(5);
    assertThat(placement.additionalIdentities()).isEqualTo(1);
    assertThat(identities)
        .allSatisfy(identity -> assertThat(fixture.credentials(identity)).hasSize(20));
  }

  @Test
  void expressionIsEscapedAndEvaluatedLikeTokenService() {
    var issuer = fixture.azure().createIssuer("github-like");
    var expression =
        ClaimsExpression.matches("sub", "repo:contoso/*")
            .and(ClaimsExpression.eq("team", "o'hara"));
    var identity = fixture.identity("flexible");
    var federation =
        FederationClient.of(
            fixture.builder().apiVersion(ApiVersion.V2025_05_31_PREVIEW).buildClient());

    federation.ensure(identity, FederatedSubject.of(issuer.url(), expression).credential(AUDIENCE));

    for (var subject : List.of("repo:contoso/shop", "repo:fabrikam/shop")) {
      assertThat(expression.test(Map.of("sub", subject, "team", "o'hara")))
          .isEqualTo(fixture.error(identity, token(issuer, subject)).isEmpty())
          .isEqualTo(subject.startsWith("repo:contoso/"));
    }
  }

  @Test
  void expressionIsRejectedForUnsupportedVersion() {
    var identity = fixture.identity("inflexible");
    var recordedExchanges = new RecordedExchanges();
    var trusted = FederatedSubject.of(ISSUER, ClaimsExpression.matches("sub", "repo:contoso/*"));

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(
            () -> fixture.federation(recordedExchanges).ensure(identity, trusted.credential()))
        .withMessageContaining("2025-01-31-preview, 2025-05-31-preview");
    assertThat(recordedExchanges.writes()).isEmpty();
  }

  @Test
  void flexibleCredentialOfPreviewAcceptsExpression() {
    var issuer = fixture.azure().createIssuer("preview");
    var identity = fixture.identity("preview");

    fixture
        .builder()
        .apiVersion(ApiVersion.V2025_01_31_PREVIEW)
        .buildClient()
        .flexibleFederatedIdentityCredentials()
        .createOrUpdate(
            GROUP,
            identity.name(),
            "flexible",
            FlexibleFederatedIdentityCredential.builder()
                .issuer(issuer.url())
                .audiences(AUDIENCE)
                .claimsMatchingExpression(
                    ClaimsExpression.matches("sub", "repo:*").toMatchingExpression())
                .build());

    assertThat(fixture.error(identity, token(issuer, "repo:contoso/shop"))).isEmpty();
  }

  private static String token(LocalIssuer issuer, String subject) {
    return issuer.token(TokenClaims.of(subject).claim("team", "o'hara"));
  }
}
