package dev.msi4j.local.shared;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.Postgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two local Azures on one database behave like one server. */
@Timeout(120)
class SharedStateTests {
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String SUBSCRIPTIONS = "2022-12-01";

  private final String url = Postgres.newSchema();
  @AutoClose private LocalAzure one;
  @AutoClose private LocalAzure two;

  @BeforeEach
  void startServers() throws Exception {
    var threads = Executors.newFixedThreadPool(2);
    Callable<LocalAzure> start =
        () -> TestAzure.onPostgres(url).rejectConcurrentCredentialWrites(false).start();
    var started = threads.invokeAll(List.of(start, start));
    one = started.get(0).get();
    two = started.get(1).get();
    threads.shutdown();
  }

  @Test
  void concurrentStartsShareOneAccount() throws Exception {
    assertThat(two.tenantId()).isEqualTo(one.tenantId());
    assertThat(two.subscriptionId()).isEqualTo(one.subscriptionId());
    assertThat(two.clientSecret()).isEqualTo(one.clientSecret());
    assertThat(Files.readString(two.caFile())).isEqualTo(Files.readString(one.caFile()));
  }

  @Test
  void serversShareOneCertificateAuthority() throws Exception {
    var client = HttpClient.newBuilder().sslContext(one.sslContext()).build();
    var request =
        HttpRequest.newBuilder(
                URI.create(two.armEndpoint() + "/metadata/endpoints?api-version=2022-09-01"))
            .build();

    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Test
  void readReturnsWritesOfTheOtherServer() {
    var here = Arm.signIn(one);
    var existing = Arm.signIn(two);
    here.createGroup("rg");
    var identity = here.createIdentity("rg", "web");

    assertThat(json(existing.get(existing.identity("rg", "web"), Arm.VERSION))).isEqualTo(identity);
    assertThat(existing.delete(existing.identity("rg", "web"), Arm.VERSION).status())
        .isEqualTo(200);
    assertThat(here.get(here.identity("rg", "web"), Arm.VERSION).status()).isEqualTo(404);
  }

  @Test
  void tokensOfTheOtherServerAreAcceptedUntilPrincipalIsDeleted() {
    var here = Arm.signIn(one);
    var elsewhere = Arm.signIn(two);
    var existing = elsewhere.anonymous().with("Authorization", "Bearer " + Arm.token(one));
    assertThat(existing.get(existing.subscription(), SUBSCRIPTIONS).status()).isEqualTo(200);

    var principal = one.createServicePrincipal("reader");
    here.assign(here.subscription(), principal, READER);
    var childProcess = Arm.signIn(two, principal);
    assertThat(childProcess.get(here.subscription(), SUBSCRIPTIONS).status()).isEqualTo(200);

    revoke(here, principal.objectId().toString());
    assertThat(error(childProcess.get(here.subscription(), SUBSCRIPTIONS)))
        .isEqualTo("403 AuthorizationFailed");
  }

  @Test
  void tokenRequestFailsForIdentityDeletedByTheOtherServer() throws Exception {
    var existing = Arm.signIn(two);
    existing.createGroup("rg");
    var identity = existing.createIdentity("rg", "web").path("id").asText();
    try (var app = one.hostEnvironments().userAssigned(identity).openAppService()) {
      assertThat(tokenStatus(app.environment(), identity)).isEqualTo(200);

      assertThat(existing.delete(identity, Arm.VERSION).status()).isEqualTo(200);

      assertThat(tokenStatus(app.environment(), identity)).isEqualTo(400);
    }
  }

  private static int tokenStatus(Map<String, String> host, String identity) throws Exception {
    var uri =
        host.get("IDENTITY_ENDPOINT")
            + "?api-version=2019-08-01&resource=https://vault.azure.net&mi_res_id="
            + identity;
    var request =
        HttpRequest.newBuilder(URI.create(uri))
            .header("X-IDENTITY-HEADER", Objects.requireNonNull(host.get("IDENTITY_HEADER")))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
  }

  private static void revoke(Arm owner, String principal) {
    var path = owner.subscription() + "/providers/Microsoft.Authorization/roleAssignments";
    var found =
        owner.send(
            "GET",
            path,
            "api-version=2022-04-01&$filter=principalId%20eq%20'" + principal + "'",
            "");
    var id = json(found).at("/value/0/id").asText();
    assertThat(owner.delete(id, "2022-04-01").status()).isEqualTo(200);
  }

  @Test
  void concurrentWritesToOneResourceAreKept() throws Exception {
    var arm = Arm.signIn(one);
    arm.createGroup("rg");
    arm.createIdentity("rg", "busy");

    var answers =
        concurrently(
            16,
            i -> {
              var client = Arm.signIn(i % 2 == 0 ? one : two);
              return () ->
                  client.put(
                      client.identity("rg", "busy")
                          + "/federatedIdentityCredentials/credential-"
                          + i,
                      Arm.VERSION,
                      "{\"properties\":{\"issuer\":\"https://issuer.example\",\"subject\":\"s"
                          + i
                          + "\",\"audiences\":[\"api://AzureADTokenExchange\"]}}");
            });

    assertThat(answers).extracting(Response::status).containsOnly(201);
    var listed = arm.get(arm.identity("rg", "busy") + "/federatedIdentityCredentials", Arm.VERSION);
    assertThat(json(listed).path("value")).hasSize(16);
  }

  @Test
  void concurrentCreatesMakeOneResource() throws Exception {
    var arm = Arm.signIn(one);
    arm.createGroup("rg");

    var answers =
        concurrently(
            8,
            i -> {
              var client = Arm.signIn(i % 2 == 0 ? one : two);
              return () ->
                  client.put(
                      client.identity("rg", "same"), Arm.VERSION, "{\"location\":\"eastus\"}");
            });

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(7);
    assertThat(answers)
        .extracting(answer -> json(answer).at("/properties/principalId").asText())
        .containsOnly(json(answers.get(0)).at("/properties/principalId").asText());
  }

  @Test
  void concurrentWritesToDifferentResourcesAreKept() throws Exception {
    var arm = Arm.signIn(one);
    arm.createGroup("rg");

    var answers =
        concurrently(
            24,
            i -> {
              var client = Arm.signIn(i % 2 == 0 ? one : two);
              return () ->
                  client.put(
                      client.identity("rg", "id-" + i), Arm.VERSION, "{\"location\":\"eastus\"}");
            });

    assertThat(answers).extracting(Response::status).containsOnly(201);
    var listed =
        Arm.signIn(two)
            .get(
                arm.group("rg") + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities",
                Arm.VERSION);
    assertThat(json(listed).path("value")).hasSize(24);
  }

  @Test
  void databaseHasNoPlainSecrets() {
    var unused = one.createIssuer("cluster");

    var all = String.join("\n", Postgres.query(url, "select body from document"));

    assertThat(all)
        .contains("\"sealed\"")
        .doesNotContain(one.clientSecret(), "PRIVATE KEY", "\"kty\"");
  }

  @Test
  void startRequiresEncryptionKey(@TempDir Path folder) {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> LocalAzure.builder().stateDirectory(folder).database(url, Map.of()).start())
        .withMessageContaining("under another key than this server has");
    assertThatIllegalStateException()
        .isThrownBy(() -> LocalAzure.builder().database(url, Map.of()).start())
        .withMessageContaining("set MSI4J_STATE_KEY, or name a state folder");
    assertThatIllegalStateException()
        .isThrownBy(
            () -> LocalAzure.builder().database(url, Map.of("MSI4J_STATE_KEY", "short")).start())
        .withMessage("MSI4J_STATE_KEY is not a key: it must be 32 bytes in base64");
  }

  @Test
  void encryptionKeyIsKeptInDirectory(@TempDir Path folder) throws Exception {
    var other = Postgres.newSchema();
    String secret;
    try (var first =
        LocalAzure.builder().stateDirectory(folder).database(other, Map.of()).start()) {
      secret = first.clientSecret();
    }

    try (var second =
        LocalAzure.builder().stateDirectory(folder).database(other, Map.of()).start()) {
      assertThat(second.clientSecret()).isEqualTo(secret);
    }
    var key = folder.resolve("state.key");
    if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
    }
  }

  private static List<Response> concurrently(int clients, IntFunction<Callable<Response>> write)
      throws Exception {
    var threads = Executors.newFixedThreadPool(8);
    try {
      var writes = new ArrayList<Callable<Response>>();
      for (var i = 0; i < clients; i++) {
        writes.add(write.apply(i));
      }
      var answers = new ArrayList<Response>();
      for (var answer : threads.invokeAll(writes)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }
}
