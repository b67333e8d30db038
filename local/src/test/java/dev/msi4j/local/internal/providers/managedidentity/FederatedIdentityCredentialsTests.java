package dev.msi4j.local.internal.providers.managedidentity;

import static dev.msi4j.local.Arm.VERSION;
import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FederatedIdentityCredentialsTests {
  private static final String ISSUER = "https://token.actions.githubusercontent.com";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createGroup() {
    arm.createGroup("rg");
  }

  @Test
  void putCreatesThenUpdates() {
    arm.createIdentity("rg", "place");

    var created = put("place", "main", ISSUER, "repo:a/b:ref:refs/heads/main");
    var updated = put("place", "MAIN", ISSUER, "repo:a/b:ref:refs/heads/other");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.headers().first("Location")).hasValue(json(created).path("id").asText());
    assertThat(updated.status()).isEqualTo(200);
    var credential = json(arm.get(path("place", "main"), VERSION));
    assertThat(credential.path("name").asText()).isEqualTo("main");
    assertThat(credential.path("type").asText())
        .isEqualTo("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials");
    assertThat(credential.path("properties").path("subject").asText())
        .isEqualTo("repo:a/b:ref:refs/heads/other");
    assertThat(credential.path("properties").path("audiences").get(0).asText())
        .isEqualTo("api://AzureADTokenExchange");
  }

  @Test
  void putRejectsSameIssuerAndSubjectWithSameCase() {
    arm.createIdentity("rg", "unique");
    put("unique", "one", ISSUER, "same");

    assertThat(error(put("unique", "two", ISSUER, "same"))).isEqualTo("409 Conflict");
    assertThat(put("unique", "two", ISSUER, "SAME").status()).isEqualTo(201);
  }

  @Test
  void putRejectsTwentyFirstCredential() {
    arm.createIdentity("rg", "full");
    for (var i = 1; i <= 20; i++) {
      assertThat(put("full", "fic-" + i, ISSUER, "subject-" + i).status()).isEqualTo(201);
    }

    var answer = put("full", "fic-21", ISSUER, "subject-21");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(message(answer)).contains("'full' has 20", "maximum is 20");
    assertThat(put("full", "fic-20", ISSUER, "another").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "'{}'",
        "'{\"issuer\":\"https://a.example\",\"subject\":\"s\"}'",
        "'{\"issuer\":\"https://a.example\",\"subject\":\"s\",\"audiences\":[]}'",
        "'{\"issuer\":\"https://a.example\",\"subject\":\"\",\"audiences\":[\"a\"]}'",
        "'{\"issuer\":\"\",\"subject\":\"s\",\"audiences\":[\"a\"]}'",
        "'{\"issuer\":null,\"subject\":\"s\",\"audiences\":[\"a\"]}'",
      },
      delimiter = '|')
  void putRejectsMissingIssuerSubjectOrAudience(String properties) {
    arm.put(arm.identity("rg", "partial"), VERSION, "{\"location\":\"eastus\"}");

    var answer = arm.put(path("partial", "bad"), VERSION, "{\"properties\":" + properties + "}");

    assertThat(error(answer)).isEqualTo("400 BadRequest");
    assertThat(message(answer)).contains("'issuer', 'subject' and 'audience'");
  }

  @Test
  void putRejectsTwoAudiences() {
    arm.createIdentity("rg", "audiences");

    var answer =
        arm.put(
            path("audiences", "bad"),
            VERSION,
            "{\"properties\":{\"issuer\":\"https://a.example\",\"subject\":\"s\",\"audiences\":[\"a\",\"b\"]}}");

    assertThat(message(answer)).contains("exactly one audience", "[a, b]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a.example", "not a url", "a.example", "https:///path"})
  void putRejectsIssuerThatIsNoHttpsUrl(String issuer) {
    arm.put(arm.identity("rg", "issuers"), VERSION, "{\"location\":\"eastus\"}");

    var answer = put("issuers", "bad", issuer, "s");

    assertThat(error(answer)).isEqualTo("400 BadRequest");
    assertThat(message(answer)).contains("'" + issuer + "'", "https");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-ab", "ab", "a.b"})
  void putRejectsInvalidName(String name) {
    arm.put(arm.identity("rg", "names"), VERSION, "{\"location\":\"eastus\"}");

    assertThat(message(put("names", name, ISSUER, "s"))).contains("'" + name + "'", "3 to 120");
  }

  @Test
  void missingIdentityReturns404() {
    assertThat(error(put("missing", "main", ISSUER, "s"))).isEqualTo("404 ParentResourceNotFound");
    assertThat(error(arm.get(path("missing", "main"), VERSION)))
        .isEqualTo("404 ParentResourceNotFound");
    assertThat(
            error(
                arm.get(arm.identity("rg", "missing") + "/federatedIdentityCredentials", VERSION)))
        .isEqualTo("404 ParentResourceNotFound");
  }

  @Test
  void getReturnsNotFoundOfProviderForMissingCredential() {
    arm.createIdentity("rg", "empty");

    assertThat(error(arm.get(path("empty", "none"), VERSION))).isEqualTo("404 NotFound");
    assertThat(arm.delete(path("empty", "none"), VERSION).status()).isEqualTo(204);
  }

  @Test
  void listPagesByTopWithSkipTokenInNextLink() {
    arm.createIdentity("rg", "paged");
    for (var i = 1; i <= 3; i++) {
      put("paged", "fic-" + i, ISSUER, "subject-" + i);
    }
    var path = arm.identity("rg", "paged") + "/federatedIdentityCredentials";

    var first = json(arm.send("GET", path, "api-version=" + VERSION + "&$top=2", ""));

    assertThat(first.path("value").findValuesAsText("name")).containsExactly("fic-1", "fic-2");
    assertThat(first.path("nextLink").asText()).contains("&$top=2&$skipToken=");
    var second = json(arm.follow(first.path("nextLink").asText()));
    assertThat(second.path("value").findValuesAsText("name")).containsExactly("fic-3");
    assertThat(second.has("nextLink")).isFalse();
    assertThat(error(arm.send("GET", path, "api-version=" + VERSION + "&$top=0", "")))
        .isEqualTo("400 InvalidTopParameter");
  }

  @Test
  void identityDeletionDeletesCredentials() {
    arm.createIdentity("rg", "parent");
    put("parent", "child", ISSUER, "s");
    arm.delete(arm.identity("rg", "parent"), VERSION);
    arm.createIdentity("rg", "parent");

    assertThat(error(arm.get(path("parent", "child"), VERSION))).isEqualTo("404 NotFound");
  }

  @Test
  void expressionIsSupportedInPreviewVersionsOnly() {
    arm.createIdentity("rg", "flexible");
    var body =
        "{\"properties\":{\"issuer\":\"https://a.example\",\"audiences\":[\"a\"],"
            + "\"claimsMatchingExpression\":{\"value\":\"claims['sub'] matches 'repo:*'\",\"languageVersion\":1}}}";
    var flexible =
        arm.identity("rg", "flexible") + "/flexibleFederatedIdentityCredentials/expression";

    assertThat(arm.put(path("flexible", "expression"), "2025-05-31-preview", body).status())
        .isEqualTo(201);
    assertThat(arm.put(flexible, "2025-01-31-preview", body).status()).isEqualTo(200);

    var shown = json(arm.get(flexible, "2025-01-31-preview")).path("properties");
    assertThat(shown.path("claimsMatchingExpression").path("languageVersion").asInt()).isEqualTo(1);
    assertThat(shown.has("subject")).isFalse();
    assertThat(error(arm.put(path("flexible", "plain"), VERSION, body)))
        .isEqualTo("400 BadRequest");
    assertThat(error(arm.get(flexible, VERSION))).isEqualTo("404 InvalidResourceType");
  }

  @Test
  void putRejectsSubjectTogetherWithExpression() {
    arm.createIdentity("rg", "both");
    var body =
        "{\"properties\":{\"issuer\":\"https://a.example\",\"audiences\":[\"a\"],\"subject\":\"s\","
            + "\"claimsMatchingExpression\":{\"value\":\"x\",\"languageVersion\":1}}}";

    var answer = arm.put(path("both", "bad"), "2025-05-31-preview", body);

    assertThat(message(answer)).contains("not both");
  }

  private static String path(String identity, String credential) {
    return arm.identity("rg", identity) + "/federatedIdentityCredentials/" + credential;
  }

  private static Response put(String identity, String name, String issuer, String subject) {
    var body =
        "{\"properties\":{\"issuer\":\""
            + issuer
            + "\",\"subject\":\""
            + subject
            + "\",\"audiences\":[\"api://AzureADTokenExchange\"]}}";
    return arm.put(path(identity, name), VERSION, body);
  }
}
