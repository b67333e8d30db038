package dev.msi4j.local.federation;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.local.Workload;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published documents and the administration endpoints of issuers. */
class IssuerRoutesTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @Test
  void publishedKeysHaveNoPrivateParts() {
    azure.createIssuer("published").rotate();
    var anyone = arm.anonymous();

    var configuration =
        json(anyone.send("GET", "/issuers/published/.well-known/openid-configuration", "", ""));
    var keys = json(anyone.follow(configuration.path("jwks_uri").asText() + "?"));

    assertThat(configuration.path("issuer").asText())
        .isEqualTo(azure.armEndpoint() + "/issuers/published");
    assertThat(keys.path("keys")).hasSize(2);
    assertThat(keys.path("keys").path(0).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e");
  }

  @Test
  void ownerCreatesRotatesSignsAndDeletes() {
    var made = json(arm.send("PUT", "/issuers/made", "", "{\"url\":\"https://made.example\"}"));
    assertThat(made).hasToString("{\"name\":\"made\",\"url\":\"https://made.example\"}");
    assertThat(json(arm.send("GET", "/issuers", "", "")).path("value")).contains(made);
    assertThat(arm.send("POST", "/issuers/made/rotate", "", "").status()).isEqualTo(204);

    var body =
        "{\"lifetime\":60,\"claims\":{\"sub\":\"job\",\"aud\":\"api://AzureADTokenExchange\"}}";
    var token = json(arm.send("POST", "/issuers/made/token", "", body)).path("token").asText();
    var workload = Workload.as(azure, "made").trust("its-issuer", "https://made.example", "job");
    assertThat(workload.exchange(token).status()).isEqualTo(200);

    assertThat(arm.send("DELETE", "/issuers/made", "", "").status()).isEqualTo(204);
    assertThat(error(arm.send("DELETE", "/issuers/made", "", ""))).isEqualTo("404 IssuerNotFound");
  }

  @Test
  void defaultUrlIsThatOfTheServer() {
    var made = json(arm.send("PUT", "/issuers/own", "", ""));

    assertThat(made.path("url").asText()).isEqualTo("https://localhost:8443/issuers/own");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /issuers",
    "PUT, /issuers/x",
    "DELETE, /issuers/x",
    "POST, /issuers/x/rotate",
    "POST, /issuers/x/token"
  })
  void otherCallersAreRejected(String method, String path) {
    var issuer = azure.createIssuer("visitors");
    var workload = Workload.as(azure, "visitor-" + method + path.length());
    workload.trust("its-issuer", issuer.url(), "visitor");
    var token =
        json(workload.exchange(issuer.token(TokenClaims.of("visitor"))))
            .path("access_token")
            .asText();
    var visitor = arm.anonymous().with("Authorization", "Bearer " + token);

    assertThat(error(arm.anonymous().send(method, path, "", "")))
        .isEqualTo("401 AuthenticationFailed");
    assertThat(error(visitor.send(method, path, "", ""))).isEqualTo("403 NotTheOwner");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|/issuers/UPPER||name is 'UPPER'",
        "PUT|/issuers/plain|{\"url\":\"http://a.example\"}|url is 'http://a.example'",
        "PUT|/issuers/plain|[]|The body must be a JSON object.",
        "POST|/issuers/plain/token|{|The body must be a JSON object.",
        "POST|/issuers/plain/token|{\"lifetime\":0}|lifetime is 'PT0S'",
        "PUT|/issuers/plain|{\"url\":1}|url must be a string.",
        "POST|/issuers/plain/token|{\"lifetime\":\"1h\"}|lifetime must be an integer.",
        "POST|/issuers/plain/token|{\"claims\":[]}|claims must be an object.",
      })
  void invalidParameterIsReported(String method, String path, String body, String reason) {
    var answer = arm.send(method, path, "", body == null ? "" : body);

    assertThat(error(answer)).isEqualTo("400 InvalidParameter");
    assertThat(message(answer)).contains(reason);
  }

  @Test
  void missingIssuerReturns404() {
    assertThat(error(arm.send("GET", "/issuers/none/jwks", "", "")))
        .isEqualTo("404 IssuerNotFound");
    assertThat(error(arm.send("POST", "/issuers/none/token", "", "{}")))
        .isEqualTo("404 IssuerNotFound");
  }
}
