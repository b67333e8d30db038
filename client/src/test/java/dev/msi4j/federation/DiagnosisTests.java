package dev.msi4j.federation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.msi4j.ClaimsMatchingExpression;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ResourceId;
import dev.msi4j.federation.Difference.Field;
import dev.msi4j.federation.Difference.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosisTests {
  private static final String ISSUER = "https://issuer.example.com";
  private static final String SUBJECT = "repo:contoso/shop:ref:refs/heads/main";
  private static final String AUDIENCE = "api://AzureADTokenExchange";
  private static final String ISSUER_AND_SUBJECT = "'iss':'" + ISSUER + "','sub':'" + SUBJECT + "'";

  private final FakeAzure azure = new FakeAzure();
  private final TestDelays delays = new TestDelays();
  private final ResourceId identity = azure.identity("worker");

  @ParameterizedTest
  @EnumSource
  void matchingTokenIsTrusted(ClientMode clientMode) {
    azure.put(identity, "main", credential());

    var diagnosis =
        clientMode
            .client(azure, delays)
            .diagnose(identity, PresentedToken.of(ISSUER, SUBJECT, AUDIENCE));

    assertThat(diagnosis.isTrusted()).isTrue();
    assertThat(diagnosis.code()).isNull();
    assertThat(diagnosis).hasToString("main trusts the token");
  }

  @ParameterizedTest
  @CsvSource({
    "https://issuer.example.com/, same, same, AADSTS700211, ISSUER, TRAILING_SLASH",
    "https://other.example.com, same, same, AADSTS700211, ISSUER, OTHER_VALUE",
    "https://ISSUER.example.com, same, same, AADSTS700211, ISSUER, CASE",
    "same, repo:Contoso/shop:ref:refs/heads/main, same, AADSTS7002138, SUBJECT, CASE",
    "same, repo:contoso/shop:pull_request, same, AADSTS700213, SUBJECT, OTHER_VALUE",
    "same, 'repo:contoso/shop:ref: refs/heads/main', same, AADSTS700213, SUBJECT, WHITE_SPACE",
    "same, same, api://AzureADTokenExchangeChina, AADSTS700212, AUDIENCE, OTHER_CLOUD",
    "same, same, https://github.com/contoso, AADSTS700212, AUDIENCE, OTHER_VALUE",
    "same, same, api://azureadtokenexchange, AADSTS700212, AUDIENCE, CASE"
  })
  void diagnoseReturnsFieldAndKindOfDifference(
      String issuer, String subject, String audience, String code, Field field, Kind kind) {
    azure.put(identity, "main", credential());
    azure.put(
        identity,
        "unrelated",
        credential().toBuilder().issuer("https://unrelated.example.com").subject("x").build());

    var diagnosis =
        diagnose(
            PresentedToken.of(
                issuer.equals("same") ? ISSUER : issuer,
                subject.equals("same") ? SUBJECT : subject,
                audience.equals("same") ? AUDIENCE : audience));

    assertThat(diagnosis.code()).isEqualTo(code);
    assertThat(requireNonNull(diagnosis.closest()).name()).isEqualTo("main");
    assertThat(diagnosis.differences())
        .extracting(Difference::field, Difference::kind)
        .containsExactly(tuple(field, kind));
    assertThat(diagnosis.toString()).startsWith(code + ": main comes closest: " + field);
  }

  @ParameterizedTest
  @CsvSource({
    "repo:o/r:pull_request, repo:o@1/r@2:pull_request, IMMUTABLE_FORM, 'same repository, immutable form'",
    "repo:O/r:pull_request, repo:o@1/r@2:pull_request, IMMUTABLE_FORM, 'create a credential for ''repo:o@1/r@2'",
    "repo:o@1/r@2:pull_request, repo:o/r:pull_request, NAME_FORM, 'enable immutable subjects'",
    "repo:o@1/r@2:pull_request, repo:new@1/name@2:pull_request, RENAMED, 'renamed or transferred'"
  })
  void differentFormsOfSameGitHubRepositoryHaveRemedy(
      String trusted, String presented, Kind kind, String remedy) {
    azure.put(identity, "main", credential().toBuilder().subject(trusted).build());

    var diagnosis = diagnose(PresentedToken.of(ISSUER, presented, AUDIENCE));

    assertThat(diagnosis.code()).isEqualTo("AADSTS700213");
    assertThat(diagnosis.differences())
        .singleElement()
        .satisfies(difference -> {
          assertThat(difference.kind()).isEqualTo(kind);
          assertThat(difference.remedy()).contains(remedy);
        });
    assertThat(diagnosis.toString()).contains(remedy);
  }

  @ParameterizedTest
  @CsvSource({
    "repo:o/r:pull_request, repo:o@1/other@2:pull_request",
    "repo:o/r:pull_request, repo:o@1/r@2:ref:refs/heads/main",
    "repo:o@1/r@2:pull_request, repo:o@1/r@3:pull_request"
  })
  void differentRepositoryOrContextIsOtherValue(String trusted, String presented) {
    azure.put(identity, "main", credential().toBuilder().subject(trusted).build());

    assertThat(diagnose(PresentedToken.of(ISSUER, presented, AUDIENCE)).differences())
        .singleElement()
        .satisfies(difference -> {
          assertThat(difference.kind()).isEqualTo(Kind.OTHER_VALUE);
          assertThat(difference.remedy()).isNull();
        });
  }

  @ParameterizedTest
  @CsvSource({
    "true, ENTRA_FORM, converted to tokens of Microsoft Entra",
    "false, AZURE_DEVOPS_FORM, convert the service connection in Azure DevOps"
  })
  void twoFormsOfOneServiceConnectionAreReportedWithARemedy(
      boolean oldIsTrusted, Kind kind, String remedy) {
    var organization = new UUID(1, 2);
    var old = AzureDevOps.serviceConnection(organization, "contoso", "shop", "deploy");
    var converted = AzureDevOps.serviceConnection(new UUID(3, 4), organization, new UUID(5, 6));
    var trusted = oldIsTrusted ? old : converted;
    var presented = oldIsTrusted ? converted : old;
    azure.put(identity, "main", trusted.credential(AUDIENCE));

    var diagnosis =
        diagnose(
            PresentedToken.of(presented.issuer(), requireNonNull(presented.subject()), AUDIENCE));

    assertThat(diagnosis.code()).isEqualTo("AADSTS700211");
    assertThat(diagnosis.differences())
        .extracting(Difference::field, Difference::kind)
        .containsExactly(tuple(Field.ISSUER, kind), tuple(Field.SUBJECT, kind));
    assertThat(diagnosis.differences())
        .allSatisfy(
            difference -> assertThat(difference.remedy()).contains(remedy, difference.presented()));
  }

  @Test
  void serviceConnectionOfAnotherOrganizationIsAnotherValue() {
    var old = AzureDevOps.serviceConnection(new UUID(1, 2), "contoso", "shop", "deploy");
    var other = AzureDevOps.serviceConnection(new UUID(3, 4), new UUID(7, 8), new UUID(5, 6));
    azure.put(identity, "main", old.credential(AUDIENCE));

    var diagnosis =
        diagnose(PresentedToken.of(other.issuer(), requireNonNull(other.subject()), AUDIENCE));

    assertThat(diagnosis.differences())
        .extracting(Difference::kind)
        .containsExactly(Kind.OTHER_VALUE, Kind.OTHER_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "repo:o/r:*, repo:o@1/r@2:pull_request, IMMUTABLE_FORM",
    "repo:o@1/r@2:*, repo:o/r:pull_request, NAME_FORM",
    "repo:o/x:*, repo:o@1/r@2:pull_request, NO_MATCH"
  })
  void expressionForOtherFormIsReported(String pattern, String presented, Kind kind) {
    azure.put(
        identity,
        "main",
        FederatedSubject.of(
                ISSUER,
                ClaimsExpression.matches("sub", pattern)
                    .and(ClaimsExpression.eq("repository_id", "2")))
            .credential(AUDIENCE));
    var claims =
        "{'iss':'"
            + ISSUER
            + "','sub':'"
            + presented
            + "','aud':'"
            + AUDIENCE
            + "','repository_id':'2','repository_owner_id':'1'}";

    assertThat(diagnose(jwt(claims.replace('\'', '"'))).differences())
        .extracting(Difference::kind)
        .containsExactly(kind);
  }

  @Test
  void identityWithoutCredentialsReturnsAADSTS70025() {
    var diagnosis = diagnose(PresentedToken.of(ISSUER, SUBJECT, AUDIENCE));

    assertThat(diagnosis.code()).isEqualTo("AADSTS70025");
    assertThat(diagnosis.closest()).isNull();
    assertThat(diagnosis.toString()).contains("the identity has no credentials", SUBJECT);
  }

  @Test
  void expressionIsEvaluatedWithClaimsOfToken() {
    azure.put(
        identity,
        "flexible",
        credential().toBuilder()
            .claimsMatchingExpression(
                ClaimsMatchingExpression.of(
                    "claims['sub'] matches 'repo:contoso/*' and claims['repository_id'] eq '7'"))
            .build());

    assertThat(diagnose(token("'repository_id':'7'")).isTrusted()).isTrue();
    var other = diagnose(token("'repository_id':'8'"));
    assertThat(other.code()).isEqualTo("AADSTS700213");
    assertThat(other.differences()).extracting(Difference::kind).containsExactly(Kind.NO_MATCH);
  }

  @Test
  void expressionInUnknownLanguageVersionIsNotEvaluated() {
    azure.put(
        identity,
        "flexible",
        credential().toBuilder()
            .claimsMatchingExpression(ClaimsMatchingExpression.of("claims.sub == 'x'", 2))
            .build());

    assertThat(diagnose(token("'x':1")).differences())
        .extracting(Difference::kind)
        .containsExactly(Kind.NOT_EVALUATED);
  }

  @Test
  void tokenOutsideValidityPeriodReturnsAADSTS700024() {
    azure.put(identity, "main", credential());
    var now = delays.now().getEpochSecond();

    var expired = diagnose(token("'exp':" + (now - 300)));
    assertThat(expired.code()).isEqualTo("AADSTS700024");
    assertThat(expired.differences())
        .extracting(Difference::field, Difference::kind)
        .containsExactly(tuple(Field.LIFETIME, Kind.EXPIRED));

    var early = diagnose(token("'nbf':" + (now + 301) + ",'exp':" + (now + 400)));
    assertThat(early.differences())
        .extracting(Difference::kind)
        .containsExactly(Kind.NOT_YET_VALID);
  }

  @Test
  void clockSkewOfFiveMinutesIsTolerated() {
    azure.put(identity, "main", credential());
    var now = delays.now().getEpochSecond();

    assertThat(diagnose(token("'exp':" + (now - 299))).isTrusted()).isTrue();
    assertThat(diagnose(token("'nbf':" + (now + 300))).isTrusted()).isTrue();
  }

  @Test
  void additionalAudienceReturnsAADSTS700212() {
    azure.put(identity, "main", credential());

    var token = jwt("{" + ISSUER_AND_SUBJECT + ",'aud':['other','" + AUDIENCE + "']}");

    assertThat(diagnose(token).code()).isEqualTo("AADSTS700212");
    assertThat(diagnose(token).differences())
        .extracting(Difference::presented)
        .containsExactly("other, " + AUDIENCE);
  }

  @Test
  void tokenWithoutClaimsDiffersInAllFields() {
    azure.put(identity, "main", credential());

    assertThat(diagnose(jwt("{}")).differences())
        .extracting(Difference::field)
        .containsExactly(Field.ISSUER, Field.SUBJECT, Field.AUDIENCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "a.secret", "a.secret.c", "a.!!.secret", "a.c2VjcmV0.c"})
  void parseRejectsInvalidTokenWithoutQuotingIt(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PresentedToken.parse(text))
        .satisfies(e -> {
          assertThat(e.getMessage()).startsWith("token (not shown) must").doesNotContain("secret");
          assertThat(e.getCause()).isNull();
        });
  }

  @Test
  void textOfTokenAndDiagnosisDoesNotContainToken() {
    azure.put(identity, "main", credential());
    var signed = "eyJhbGciOiJub25lIn0." + encoded("{\"iss\":\"i\",\"jti\":\"secret\"}") + ".c2ln";
    var token = PresentedToken.parse(signed);

    assertThat(token + " " + diagnose(token)).doesNotContain("secret", "c2ln", "eyJ");
  }

  private Diagnosis diagnose(PresentedToken token) {
    return ClientMode.BLOCKING.client(azure, delays).diagnose(identity, token);
  }

  private static FederatedIdentityCredential credential() {
    return FederatedIdentityCredential.builder()
        .issuer(ISSUER)
        .subject(SUBJECT)
        .audiences(AUDIENCE)
        .build();
  }

  private static PresentedToken token(String members) {
    return jwt("{" + ISSUER_AND_SUBJECT + ",'aud':'" + AUDIENCE + "'," + members + "}");
  }

  private static PresentedToken jwt(String payload) {
    return PresentedToken.parse("h." + encoded(payload.replace('\'', '"')) + ".s");
  }

  private static String encoded(String payload) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(payload.getBytes(StandardCharsets.UTF_8));
  }
}
