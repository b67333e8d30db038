package dev.msi4j.local.shared;

import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.Postgres;
import dev.msi4j.local.internal.store.TcpForwarder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Responses during and after an outage of the database. */
@Timeout(120)
class DatabaseOutageTests {
  private final String url = Postgres.newSchema();
  private final TcpForwarder tcpForwarder = Postgres.relay();
  private LocalAzure azure;

  @BeforeEach
  void start() {
    azure =
        TestAzure.onPostgres(Postgres.through(tcpForwarder, url))
            .longRunningOperationPolls(2)
            .start();
  }

  @AfterEach
  void stop() {
    tcpForwarder.mend();
    azure.close();
    tcpForwarder.close();
  }

  @Test
  void resourceManagerReturns503DuringOutageAndRecovers() {
    var arm = Arm.signIn(azure);
    arm.createGroup("rg");
    tcpForwarder.cut();

    var answer = arm.get(arm.group("rg"), "2021-04-01");

    assertUnavailable(answer);
    assertThat(Arm.error(answer)).isEqualTo("503 ServiceUnavailable");
    assertThat(answer.headers().first("x-ms-request-id")).isPresent();
    tcpForwarder.mend();
    assertThat(arm.get(arm.group("rg"), "2021-04-01").status()).isEqualTo(200);
  }

  @Test
  void unresponsiveDatabaseReturns503AndRecovers() {
    // A short timeout keeps the test fast.
    var way = Postgres.through(tcpForwarder, url) + "&socketTimeout=2";
    try (var impatient = TestAzure.onPostgres(way).start()) {
      var arm = Arm.signIn(impatient);
      arm.createGroup("rg");
      tcpForwarder.holdUp();

      assertUnavailable(arm.get(arm.group("rg"), "2021-04-01"));
      assertUnavailable(arm.put(arm.group("other"), "2021-04-01", "{\"location\":\"eastus\"}"));

      tcpForwarder.mend();
      assertThat(arm.get(arm.group("rg"), "2021-04-01").status()).isEqualTo(200);
      arm.createGroup("other");
    }
  }

  @Test
  void tokenEndpointsReturnTemporaryError() throws Exception {
    tcpForwarder.cut();

    var service = Arm.tokenAnswer(azure);
    assertUnavailable(service);
    assertThat(json(service).path("error").asText()).isEqualTo("temporarily_unavailable");
    var endpoint =
        azure
            .openVirtualMachine(
                "/subscriptions/"
                    + azure.subscriptionId()
                    + "/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm")
            .imdsEndpoint();
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    endpoint
                        + "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://a.b"))
            .header("Metadata", "true")
            .build();
    var host = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(host.statusCode()).isEqualTo(503);
    assertThat(host.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(host.body()).contains("temporarily_unavailable");
  }

  @Test
  void anotherServerCompletesOperationsOfStoppedServer() {
    var arm = Arm.signIn(azure);
    arm.createGroup("rg");
    var accepted = arm.delete(arm.group("rg"), "2021-04-01");
    assertThat(accepted.status()).isEqualTo(202);
    var link = accepted.headers().first("Location").orElseThrow();
    tcpForwarder.cut();

    try (var other = TestAzure.onPostgres(url).longRunningOperationPolls(2).start()) {
      var existing = Arm.signIn(other);

      assertThat(existing.follow(link).status()).isEqualTo(202);
      assertThat(existing.follow(link).status()).isEqualTo(200);
      assertThat(existing.get(existing.group("rg"), "2021-04-01").status()).isEqualTo(404);
    }
  }

  @Test
  void lockedFileReturns503(@TempDir Path folder) throws Exception {
    try (var onFile = LocalAzure.builder().stateDirectory(folder).start();
        var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("state.db"));
        var statement = connection.createStatement()) {
      var arm = Arm.signIn(onFile);
      statement.execute("begin immediate");

      var path = arm.group("rg");
      assertUnavailable(arm.put(path, "2021-04-01", "{\"location\":\"eastus\"}"));

      statement.execute("rollback");
      arm.createGroup("rg");
    }
  }

  private static void assertUnavailable(Response answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().first("Retry-After")).hasValue("5");
  }
}
