package dev.msi4j.local.internal.graph;

import static dev.msi4j.local.Workload.claims;
import static dev.msi4j.local.Workload.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.local.Workload;
import dev.msi4j.local.internal.http.Response;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The exchange of an assertion for a token of an application. */
class ApplicationFederationTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final DirectoryFixture directory = new DirectoryFixture(azure);
  private static final LocalIssuer cluster = azure.createIssuer("cluster");

  private final JsonNode principal = directory.principal("deployer");

  @Test
  void assertionIsExchangedForTokenOfApplication() throws Exception {
    trust(cluster.url(), "job");

    var token = claims(exchange(cluster.token(TokenClaims.of("job")), Map.of()));

    assertThat(token.getStringClaim("oid")).isEqualTo(principal.path("id").asText());
    assertThat(token.getStringClaim("appid")).isEqualTo(principal.path("appId").asText());
  }

  @Test
  void mismatchIsRejectedAsForIdentities() {
    var token = cluster.token(TokenClaims.of("job"));
    assertThat(error(exchange(token, Map.of()))).isEqualTo("401 invalid_client 70025");
    trust(cluster.url(), "other");

    assertThat(error(exchange(token, Map.of()))).isEqualTo("401 invalid_client 700213");
    assertThat(error(exchange(cluster.token(TokenClaims.of("OTHER")), Map.of())))
        .isEqualTo("401 invalid_client 7002138");
    assertThat(error(exchange(cluster.token(TokenClaims.of("other").audience("a")), Map.of())))
        .isEqualTo("401 invalid_client 700212");
    assertThat(
            error(exchange(azure.createIssuer("unknown").token(TokenClaims.of("other")), Map.of())))
        .isEqualTo("401 invalid_client 700211");
  }

  @Test
  void tokenOfManagedIdentityIsExchangedForTokenOfApplication() throws Exception {
    var workload = Workload.as(azure, "trusted").trust("cluster", cluster.url(), "pod");
    var issued =
        workload.exchangeAtServer(
            cluster.token(TokenClaims.of("pod")), Map.of("scope", Workload.AUDIENCE + "/.default"));
    var assertion = Arm.json(issued).path("access_token").asText();
    trust(claims(issued).getIssuer(), claims(issued).getSubject());

    var answer = exchange(assertion, Map.of());

    assertThat(claims(answer).getStringClaim("oid")).isEqualTo(principal.path("id").asText());
  }

  @Test
  void tokenIsIssuedForIdentifierUriInVersionOfApplication() throws Exception {
    trust(cluster.url(), "job");
    var assertion = cluster.token(TokenClaims.of("job"));
    var scope = Map.of("scope", "api://ledger/.default");
    assertThat(error(exchange(assertion, scope))).isEqualTo("400 invalid_resource 500011");
    var api =
        directory.create(
            DirectoryFixture.APPLICATIONS,
            "{'displayName':'ledger','identifierUris':['api://ledger']}");
    assertThat(error(exchange(assertion, scope))).isEqualTo("400 invalid_resource 500011");
    directory.create(DirectoryFixture.PRINCIPALS, "{'appId':'" + api.path("appId").asText() + "'}");

    assertThat(claims(exchange(assertion, scope)).getAudience()).containsExactly("api://ledger");
    directory.send(
        "PATCH", DirectoryFixture.path(api), "{'api':{'requestedAccessTokenVersion':2}}");
    var second = claims(exchange(assertion, scope));
    assertThat(second.getAudience()).containsExactly(api.path("appId").asText());
    assertThat(second.getStringClaim("ver")).isEqualTo("2.0");
  }

  private void trust(String issuer, String subject) {
    directory.create(
        DirectoryFixture.APPLICATIONS
            + "(appId='"
            + principal.path("appId").asText()
            + "')/federatedIdentityCredentials",
        "{'name':'trust-"
            + subject
            + "','issuer':'"
            + issuer
            + "','subject':'"
            + subject
            + "','audiences':['api://AzureADTokenExchange']}");
  }

  private Response exchange(String assertion, Map<String, String> changes) {
    return Workload.exchange(azure, principal.path("appId").asText(), assertion, changes);
  }
}
