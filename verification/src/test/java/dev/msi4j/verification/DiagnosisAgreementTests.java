package dev.msi4j.verification;

import static dev.msi4j.verification.FederationFixture.AUDIENCE;
import static dev.msi4j.verification.FederationFixture.credential;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.ApiVersion;
import dev.msi4j.ResourceId;
import dev.msi4j.federation.AzureDevOps;
import dev.msi4j.federation.ClaimsExpression;
import dev.msi4j.federation.FederatedSubject;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.federation.PresentedToken;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.TokenClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that diagnose returns the error code of the token service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiagnosisAgreementTests {
  private static final String SUBJECT = "repo:contoso/shop:ref:refs/heads/main";

  private static final UUID DEVOPS_TENANT = new UUID(0x0fe1a3b522224333L, 0x8444123456789abcL);
  private static final UUID ORGANIZATION = new UUID(0x5a6b7c8d11114222L, 0x8333123456789abcL);
  private static final UUID CONNECTION = new UUID(0x9e8d7c6b11114222L, 0x8333123456789abcL);

  @AutoClose private final FederationFixture fixture = FederationFixture.start();
  private final LocalIssuer issuer = fixture.azure().createIssuer("cluster");

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "nothing, iss, '', none",
        "slash at the issuer's end, iss, ISSUER/, AADSTS700211",
        "issuer in other case, iss, HTTPS://localhost, AADSTS700211",
        "unknown issuer, iss, https://unknown.example.com, AADSTS700211",
        "subject in other case, sub, repo:Contoso/shop:ref:refs/heads/main, AADSTS7002138",
        "other subject, sub, repo:contoso/shop:pull_request, AADSTS700213",
        "space in the subject, sub, 'repo:contoso/shop:ref: refs/heads/main', AADSTS700213",
        "immutable form of the repository, sub, repo:contoso@1/shop@2:ref:refs/heads/main, AADSTS700213",
        "other audience, aud, https://github.com/contoso, AADSTS700212",
        "audience of another cloud, aud, api://AzureADTokenExchangeChina, AADSTS700212",
        "audience in other case, aud, api://azureadtokenexchange, AADSTS700212"
      })
  void differingClaimReturnsSameCode(
      String mistake, String claim, String value, @Nullable String code) {
    var identity = trusting(mistake);
    var claims = TokenClaims.of(SUBJECT);
    var presented = value.replace("ISSUER", issuer.url());

    assertSameCode(
        code, identity, issuer.token(value.isEmpty() ? claims : claims.claim(claim, presented)));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "expired an hour ago, -70, -60, AADSTS700024",
        "expired a minute ago, -10, -1, none",
        "valid in an hour, 60, 70, AADSTS700024",
        "valid in a minute, 1, 10, none"
      })
  void tokenOutsideValidityPeriodReturnsSameCode(
      String mistake, int from, int until, @Nullable String code) {
    var claims =
        TokenClaims.of(SUBJECT).claim("nbf", inMinutes(from)).claim("exp", inMinutes(until));

    assertSameCode(code, trusting(mistake), issuer.token(claims));
  }

  @Test
  void additionalAudienceReturnsSameCode() {
    var claims = TokenClaims.of(SUBJECT).claim("aud", List.of(AUDIENCE, "other"));

    assertSameCode("AADSTS700212", trusting("audiences"), issuer.token(claims));
  }

  @Test
  void identityWithoutCredentialsReturnsSameCode() {
    assertSameCode(
        "AADSTS70025",
        fixture.identity("without-credentials"),
        issuer.token(TokenClaims.of(SUBJECT)));
  }

  @Test
  void severalMistakesReturnSameCode() {
    var identity = trusting("several");

    var all = TokenClaims.of("other").audience("other").claim("exp", inMinutes(-60));
    assertSameCode("AADSTS700213", identity, issuer.token(all));
    assertSameCode(
        "AADSTS7002138",
        identity,
        issuer.token(TokenClaims.of(SUBJECT.replace("contoso", "Contoso")).audience("other")));
  }

  @Test
  void mismatchedExpressionReturnsSameCode() {
    var identity = fixture.identity("flexible");
    var preview = fixture.builder().apiVersion(ApiVersion.V2025_05_31_PREVIEW).buildClient();
    var trusted =
        FederatedSubject.of(issuer.url(), ClaimsExpression.matches("sub", "repo:contoso/*"));
    preview
        .federatedIdentityCredentials()
        .createOrUpdate(
            FederationFixture.GROUP, identity.name(), "flexible", trusted.credential(AUDIENCE));
    var federation = FederationClient.of(preview);

    for (var subject : List.of(SUBJECT, "repo:fabrikam/shop:pull_request")) {
      var token = issuer.token(TokenClaims.of(subject));
      assertThat(
              Optional.ofNullable(
                  federation.diagnose(identity, PresentedToken.parse(token)).code()))
          .isEqualTo(fixture.error(identity, token))
          .isEqualTo(subject.equals(SUBJECT) ? Optional.empty() : Optional.of("AADSTS700213"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "the trusted connection, CONNECTION, api://AzureADTokenExchange, none",
        "audience as Entra writes it, CONNECTION, fb60f99c-7a34-4190-8149-302f77469936, none",
        "another connection, OTHER, api://AzureADTokenExchange, AADSTS700213",
        "other audience of a connection, CONNECTION, api://else, AADSTS700212"
      })
  void azureDevOpsServiceConnectionReturnsSameCode(
      String condition, String connection, String audience, @Nullable String code) {
    var identity = fixture.identity(condition.replaceAll("\\W", "-"));
    fixture.put(identity, "connection", serviceConnection(CONNECTION).credential(AUDIENCE));
    var entra =
        fixture
            .azure()
            .createIssuer("entra", "https://login.microsoftonline.com/" + DEVOPS_TENANT + "/v2.0");
    var subject =
        serviceConnection(connection.equals("OTHER") ? ORGANIZATION : CONNECTION)
            .credential(AUDIENCE)
            .subject();

    assertSameCode(
        code, identity, entra.token(TokenClaims.of(requireNonNull(subject)).audience(audience)));
  }

  @Test
  void convertedServiceConnectionReturnsSameCode() {
    var identity = fixture.identity("converted");
    fixture.put(
        identity,
        "old",
        AzureDevOps.serviceConnection(ORGANIZATION, "contoso", "shop", "deploy")
            .credential(AUDIENCE));
    var entra =
        fixture
            .azure()
            .createIssuer("entra", "https://login.microsoftonline.com/" + DEVOPS_TENANT + "/v2.0");
    var subject = requireNonNull(serviceConnection(CONNECTION).credential(AUDIENCE).subject());

    assertSameCode("AADSTS700211", identity, entra.token(TokenClaims.of(subject)));
  }

  private static FederatedSubject serviceConnection(UUID connection) {
    return AzureDevOps.serviceConnection(DEVOPS_TENANT, ORGANIZATION, connection);
  }

  private void assertSameCode(@Nullable String code, ResourceId identity, String token) {
    assertThat(fixture.error(identity, token)).isEqualTo(Optional.ofNullable(code));
    assertThat(fixture.federation().diagnose(identity, PresentedToken.parse(token)).code())
        .isEqualTo(code);
  }

  private ResourceId trusting(String mistake) {
    var identity = fixture.identity(mistake.replaceAll("\\W", "-"));
    fixture.put(identity, "trusted", credential(issuer.url(), SUBJECT));
    return identity;
  }

  private static long inMinutes(int minutes) {
    return Instant.now().plus(Duration.ofMinutes(minutes)).getEpochSecond();
  }
}
