package dev.msi4j.local.federation;

import static dev.msi4j.local.Workload.claims;
import static dev.msi4j.local.Workload.description;
import static dev.msi4j.local.Workload.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.local.Workload;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchange of an assertion for a token of a user-assigned identity. */
class AssertionExchangeTests {
  private static final String SUBJECT = "system:serviceaccount:shop:orders";

  private static final TestClock clock = new TestClock();
  @AutoClose private static final LocalAzure azure = TestAzure.builder().clock(clock).start();
  private static final LocalIssuer issuer = azure.createIssuer("cluster");
  private static final Workload workload =
      Workload.as(azure, "orders").trust("cluster", issuer.url(), SUBJECT);

  @Test
  void assertionIsExchangedForATokenOfTheIdentity() throws ParseException {
    var token = claims(workload.exchange(token(SUBJECT)));

    assertThat(token.getStringClaim("oid")).isEqualTo(workload.principalId());
    assertThat(token.getStringClaim("appid")).isEqualTo(workload.clientId());
    assertThat(token.getStringClaim("appidacr")).isEqualTo("2");
    assertThat(token.getAudience()).containsExactly("https://management.azure.com");
    assertThat(token.getStringClaim("xms_mirid"))
        .contains("/resourcegroups/")
        .endsWith("/providers/Microsoft.ManagedIdentity/userAssignedIdentities/orders");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth2/token", "adfs"})
  void assertionIsAcceptedByV1AndAdfsEndpoints(String endpoint) throws ParseException {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", workload.clientId());
    form.put("client_assertion_type", Workload.TYPE);
    form.put("client_assertion", token(SUBJECT));
    form.put("resource", "https://management.azure.com/");
    var path = endpoint.equals("adfs") ? "/adfs/oauth2/token" : "/" + azure.tenantId() + endpoint;

    assertThat(claims(workload.post(path, form)).getStringClaim("oid"))
        .isEqualTo(workload.principalId());
  }

  @Test
  void audienceInAListIsAccepted() {
    var token = issuer.token(TokenClaims.of(SUBJECT).claim("aud", List.of(Workload.AUDIENCE)));

    assertThat(workload.exchange(token).status()).isEqualTo(200);
  }

  @Test
  void unknownIssuerIsRejectedWithItsName() {
    var other = azure.createIssuer("other");

    var answer = workload.exchange(other.token(TokenClaims.of(SUBJECT)));

    assertThat(error(answer)).isEqualTo("401 invalid_client 700211");
    assertThat(description(answer))
        .startsWith(
            "AADSTS700211: No matching federated identity record found for presented assertion"
                + " issuer '"
                + other.url()
                + "'. Check your federated identity credential Subject, Audience and Issuer against"
                + " the presented assertion."
                + " https://learn.microsoft.com/entra/workload-id/workload-identity-federation"
                + " Trace ID: ");
  }

  @Test
  void unknownSubjectIsRejectedWithItsName() {
    var answer = workload.exchange(token("system:serviceaccount:shop:other"));

    assertThat(error(answer)).isEqualTo("401 invalid_client 700213");
    assertThat(description(answer))
        .startsWith(
            "AADSTS700213: No matching federated identity record found for presented assertion"
                + " subject 'system:serviceaccount:shop:other'.");
  }

  @Test
  void subjectInOtherCaseIsRejectedWithItsOwnCode() {
    var answer = workload.exchange(token("system:serviceaccount:shop:ORDERS"));

    assertThat(error(answer)).isEqualTo("401 invalid_client 7002138");
    assertThat(description(answer))
        .contains("The subject matches with case-insensitive comparison, but not with");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"api://else", "api://azureadtokenexchange", "api://AzureADTokenExchange/"})
  void unknownAudienceIsRejectedWithItsName(String audience) {
    var answer = workload.exchange(issuer.token(TokenClaims.of(SUBJECT).audience(audience)));

    assertThat(error(answer)).isEqualTo("401 invalid_client 700212");
    assertThat(description(answer)).contains("presented assertion audience '" + audience + "'.");
  }

  @Test
  void secondAudienceIsRejected() {
    var claims = TokenClaims.of(SUBJECT).claim("aud", List.of(Workload.AUDIENCE, "api://else"));

    assertThat(error(workload.exchange(issuer.token(claims))))
        .isEqualTo("401 invalid_client 700212");
  }

  @Test
  void expiredAssertionIsRejectedAfterFiveMinutesOfSkew() {
    var token = issuer.token(TokenClaims.of(SUBJECT).lifetime(Duration.ofMinutes(10)));

    clock.advance(Duration.ofMinutes(15).minusSeconds(1));
    assertThat(workload.exchange(token).status()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));

    var answer = workload.exchange(token);
    assertThat(error(answer)).isEqualTo("401 invalid_client 700024");
    assertThat(description(answer))
        .startsWith(
            "AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-")
        .contains(":00.0000000Z, assertion valid from ", ", expiry time of assertion ");
  }

  @Test
  void assertionThatIsNotYetValidIsRejected() {
    var start = clock.instant().plus(Duration.ofMinutes(5)).getEpochSecond();
    var soon = TokenClaims.of(SUBJECT).claim("nbf", start);
    var later = TokenClaims.of(SUBJECT).claim("nbf", start + 1);

    assertThat(workload.exchange(issuer.token(soon)).status()).isEqualTo(200);
    assertThat(error(workload.exchange(issuer.token(later))))
        .isEqualTo("401 invalid_client 700024");
  }

  @Test
  void identityWithoutCredentialsRejectsEveryAssertion() {
    var answer = Workload.as(azure, "lonely").exchange(token(SUBJECT));

    assertThat(error(answer)).isEqualTo("401 invalid_client 70025");
    assertThat(description(answer)).contains("(lonely) has no configured federated identity");
  }

  @Test
  void applicationWithoutCredentialsRejectsEveryAssertion() {
    var answer =
        workload.exchange(token(SUBJECT), Map.of("client_id", azure.clientId().toString()));

    assertThat(error(answer)).isEqualTo("401 invalid_client 70025");
  }

  @Test
  void accessTokenOfTheTokenServiceIsRejected() {
    var answer = workload.exchange(Arm.token(azure));

    assertThat(error(answer)).isEqualTo("401 invalid_client 700222");
  }

  @Test
  void unknownClientIsRejectedAfterAMalformedAssertion() {
    var unprivileged = Map.of("client_id", UUID.randomUUID().toString());

    assertThat(error(workload.exchange(token(SUBJECT), unprivileged)))
        .isEqualTo("400 unauthorized_client 700016");
    assertThat(error(workload.exchange("a.b.c", unprivileged)))
        .isEqualTo("400 invalid_request 50027");
  }

  @Test
  void missingOrUnknownAssertionTypeIsRejected() {
    var without = workload.exchange(token(SUBJECT), Map.of("client_assertion_type", ""));
    var wrong = workload.exchange(token(SUBJECT), Map.of("client_assertion_type", "saml"));

    assertThat(error(without)).isEqualTo("400 invalid_request 900144");
    assertThat(error(wrong)).isEqualTo("400 invalid_request 90023");
    assertThat(description(wrong)).contains("'client_assertion_type' is 'saml': it must be");
  }

  @Test
  void requestWithoutCredentialIsRejected() {
    assertThat(error(workload.exchange(""))).isEqualTo("401 invalid_client 7000216");
  }

  @Test
  void exchangeFailsAfterCredentialOrIdentityIsDeleted() {
    var leaving = Workload.as(azure, "leaving").trust("cluster", issuer.url(), SUBJECT);
    var arm = leaving.arm();

    arm.delete(leaving.credential("cluster"), Arm.VERSION);
    assertThat(error(leaving.exchange(token(SUBJECT)))).isEqualTo("401 invalid_client 70025");
    arm.delete(arm.identity("federation", "leaving"), Arm.VERSION);

    assertThat(error(leaving.exchange(token(SUBJECT)))).isEqualTo("400 unauthorized_client 700016");
  }

  @Test
  void expressionDecidesAboutTheClaims() {
    var github = azure.createGitHubActionsIssuer();
    var flexible = Workload.as(azure, "flexible");
    var expression =
        "claims['sub'] matches 'repo:octo/*:ref:refs/heads/*' and claims['repository_owner_id'] eq '7'";
    assertThat(flexible.putExpression("branches", github.url(), expression).status())
        .isEqualTo(201);
    var good = TokenClaims.of("repo:octo/app:ref:refs/heads/x").claim("repository_owner_id", "7");

    assertThat(flexible.exchange(github.token(good)).status()).isEqualTo(200);
    assertThat(error(flexible.exchange(github.token(good.claim("repository_owner_id", "8")))))
        .isEqualTo("401 invalid_client 700213");
  }

  @Test
  void malformedExpressionIsRejected() {
    var answer = workload.putExpression("bad", issuer.url(), "claims['sub'] is 'x'");

    assertThat(Arm.error(answer)).isEqualTo("400 BadRequest");
    assertThat(Arm.message(answer)).contains("'claims['sub'] is 'x'' is invalid from character 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "https://token.actions.githubusercontent.com|claims['sub'] matches 'repo:o/*'|repository_id or repository_owner_id",
        "https://token.actions.githubusercontent.com|claims['sub'] matches 'repo:o@1/*'|repository_id or repository_owner_id",
        "https://token.actions.githubusercontent.com/contoso|claims['sub'] matches 'repo:o/*'|repository_id or repository_owner_id",
        "https://gitlab.com|claims['sub'] matches 'project_path:o/p:ref_type:branch:ref:*'|project_id"
      })
  void expressionWithoutTheRequiredIdsIsRejected(String url, String expression, String required) {
    var answer = workload.putExpression("ids", url, expression);

    assertThat(Arm.error(answer)).isEqualTo("400 BadRequest");
    assertThat(Arm.message(answer))
        .startsWith(
            "The FederatedIdentityCredential.ClaimsMatchingExpression.Value is invalid. Rule"
                + " exception: Expression configured for issuer '"
                + url
                + "' either lacks all required claims or contains unallowed claims. [Reason - it"
                + " must match "
                + required
                + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "https://token.actions.githubusercontent.com|claims['sub'] matches 'repo:o/*' and claims['repository_id'] eq '2'",
        "https://token.actions.githubusercontent.com|claims['repository_owner_id'] eq '1'",
        "https://gitlab.com|claims['sub'] matches 'project_path:o/p:*' and claims['project_id'] eq '9'",
        "https://token.actions.githubusercontent.com.example|claims['sub'] matches 'repo:o/*'",
        "https://github.example.com/_services/token|claims['sub'] matches 'repo:o/*'"
      })
  void expressionWithTheRequiredIdsIsAccepted(String url, String expression) {
    assertThat(workload.putExpression("ids", url, expression).status()).isIn(200, 201);
  }

  private static String token(String subject) {
    return issuer.token(TokenClaims.of(subject));
  }
}
