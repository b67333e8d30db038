package dev.msi4j.local.internal.graph;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.graph.DirectoryFixture.APPLICATIONS;
import static dev.msi4j.local.internal.graph.DirectoryFixture.PRINCIPALS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.Workload;
import dev.msi4j.local.internal.http.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTests {
  private static final TestClock clock = new TestClock();
  @AutoClose private static final LocalAzure azure = TestAzure.builder().clock(clock).start();

  private final DirectoryFixture directory = new DirectoryFixture(azure);
  private final JsonNode principal = directory.principal("signs-in");
  private final String application =
      APPLICATIONS + "(appId='" + principal.path("appId").asText() + "')";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void passwordSignsInUntilItIsRemoved(boolean onApplication) {
    var path = onApplication ? application : PRINCIPALS + "/" + principal.path("id").asText();

    var added = add(path, "{'passwordCredential':{'displayName':'laptop'}}");

    assertThat(added.path("displayName").asText()).isEqualTo("laptop");
    assertThat(added.path("hint").asText())
        .isEqualTo(added.path("secretText").asText().substring(0, 3));
    assertThat(signIn(added).status()).isEqualTo(200);
    var shown = json(directory.get(path)).path("passwordCredentials").get(0);
    assertThat(shown.path("keyId").asText()).isEqualTo(added.path("keyId").asText());
    assertThat(shown.path("secretText").isNull()).isTrue();
    var keyId = "{'keyId':'" + added.path("keyId").asText() + "'}";
    assertThat(directory.send("POST", path + "/removePassword", keyId).status()).isEqualTo(204);
    assertThat(Workload.error(signIn(added))).isEqualTo("401 invalid_client 7000215");
    assertThat(error(directory.send("POST", path + "/removePassword", keyId)))
        .isEqualTo("400 Request_BadRequest");
  }

  @Test
  void passwordIsRejectedAfterItsEnd() {
    var end = clock.instant().plus(Duration.ofDays(1));
    var added = add(application, "{'passwordCredential':{'endDateTime':'" + end + "'}}");

    clock.advance(Duration.ofDays(2));

    assertThat(Workload.error(signIn(added))).isEqualTo("401 invalid_client 7000222");
  }

  @Test
  void endBeforeStartIsRejected() {
    var answer =
        directory.send(
            "POST",
            application + "/addPassword",
            "{'passwordCredential':{'endDateTime':'2001-01-01T00:00:00Z'}}");

    assertThat(error(answer)).isEqualTo("400 Request_BadRequest");
    assertThat(message(answer)).contains("endDateTime", "2001-01-01");
  }

  @Test
  void applicationWithoutServicePrincipalCannotSignIn() {
    var added = add(application, "{}");
    directory.send("DELETE", PRINCIPALS + "/" + principal.path("id").asText(), "");

    var answer = signIn(added);

    assertThat(Workload.error(answer)).isEqualTo("401 invalid_client 7000229");
    assertThat(Workload.description(answer)).contains("is missing service principal in the tenant");
  }

  @Test
  void disabledServicePrincipalCannotSignIn() {
    var added = add(application, "{}");
    directory.send(
        "PATCH", PRINCIPALS + "/" + principal.path("id").asText(), "{'accountEnabled':false}");

    assertThat(Workload.error(signIn(added))).isEqualTo("401 unauthorized_client 7000112");
  }

  private JsonNode add(String path, String body) {
    var added = directory.send("POST", path + "/addPassword", body);
    assertThat(added.status()).as(added.body().text()).isEqualTo(200);
    return json(added);
  }

  private Response signIn(JsonNode password) {
    return Workload.post(
        azure,
        "/" + azure.tenantId() + "/oauth2/v2.0/token",
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            principal.path("appId").asText(),
            "client_secret",
            password.path("secretText").asText(),
            "scope",
            "https://management.azure.com/.default"));
  }
}
