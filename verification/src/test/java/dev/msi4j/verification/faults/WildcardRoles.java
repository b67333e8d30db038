package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sends requests of a principal whose custom roles have expensive wildcard patterns. */
final class WildcardRoles {
  private static final int CLIENTS = 16;
  private static final int REQUESTS = 25;
  private static final int MAX_WILDCARDS = 1_000;
  private static final int[] WILDCARDS = {11, 30, 100, MAX_WILDCARDS};
  private static final String GROUP = "stars";
  private static final String AUTHORIZATION = "?api-version=2022-04-01";

  private final Path state;

  WildcardRoles(Path state) {
    this.state = state;
  }

  ReportSection run() throws IOException, InterruptedException, ExecutionException {
    try (var server = ServerProcess.start(state, "--port", "0")) {
      var owner = server.client();
      owner.createGroup(GROUP);
      var attacker = attacker(owner);
      var backgroundClient = BackgroundClient.start(owner, "background");
      long slowest;
      try (backgroundClient) {
        slowest = attack(attacker);
      }
      assertThat(server.isAlive()).isTrue();
      assertThat(backgroundClient.failures()).isEmpty();
      assertThat(backgroundClient.pairs()).isPositive();
      return ReportSection.of(
              "Roles with many wildcards",
              "A principal with custom roles whose actions contain up to "
                  + MAX_WILDCARDS
                  + " wildcards sent requests that the roles almost allow, on many connections. A naive"
                  + " matcher would need exponential time for such actions. Each request was rejected"
                  + " with status 403.")
          .figure("roles, wildcards per role", WILDCARDS.length + ", " + stars())
          .figure("requests of the principal, on connections", CLIENTS * REQUESTS + ", " + CLIENTS)
          .figure("slowest request of the principal", slowest + " ms")
          .figure("write-and-read pairs of a background client", backgroundClient.pairs())
          .figure("failures of the background client", backgroundClient.failures().size())
          .figure(
              "slowest pair of the background client", backgroundClient.slowestMillis() + " ms");
    }
  }

  private static String stars() {
    return IntStream.of(WILDCARDS).mapToObj(Integer::toString).collect(Collectors.joining(", "));
  }

  /**
   * Returns a client of an identity that signs in with a federated credential and has the roles in
   * the resource group.
   */
  private static NonRetryingClient attacker(NonRetryingClient owner)
      throws IOException, InterruptedException {
    var identity = owner.putIdentity(GROUP, "attacker", 0).json().path("properties");
    var issuer = owner.send("PUT", "/issuers/stars", "").json().path("url").asText();
    var audience = "api://AzureADTokenExchange";
    var credential =
        owner.identityPath(GROUP, "attacker").replace("?", "/federatedIdentityCredentials/stars?");
    created(
        owner.send(
            "PUT",
            credential,
            "{\"properties\":{\"issuer\":\""
                + issuer
                + "\",\"subject\":\"stars\",\"audiences\":[\""
                + audience
                + "\"]}}"));
    for (var stars : WILDCARDS) {
      var role = defineRole(owner, stars);
      assign(owner, role, identity.path("principalId").asText());
    }
    var claims = "{\"claims\":{\"sub\":\"stars\",\"aud\":\"" + audience + "\"}}";
    var token = owner.send("POST", "/issuers/stars/token", claims).json().path("token").asText();
    return owner.signedIn(identity.path("clientId").asText(), token);
  }

  private static String defineRole(NonRetryingClient owner, int stars)
      throws IOException, InterruptedException {
    var response =
        owner.send(
            "PUT",
            scoped(owner, "roleDefinitions"),
            "{\"properties\":{\"roleName\":\"stars "
                + stars
                + "\",\"permissions\":[{\"actions\":[\"Microsoft.Resources"
                + "/*".repeat(stars)
                + "/none\"]}],\"assignableScopes\":[\""
                + group(owner)
                + "\"]}}");
    return created(response).json().path("id").asText();
  }

  private static void assign(NonRetryingClient owner, String role, String principal)
      throws IOException, InterruptedException {
    created(
        owner.send(
            "PUT",
            scoped(owner, "roleAssignments"),
            "{\"properties\":{\"roleDefinitionId\":\""
                + role
                + "\",\"principalId\":\""
                + principal
                + "\"}}"));
  }

  private static String scoped(NonRetryingClient owner, String type) {
    return group(owner)
        + "/providers/Microsoft.Authorization/"
        + type
        + "/"
        + UUID.randomUUID()
        + AUTHORIZATION;
  }

  private static String group(NonRetryingClient owner) {
    return owner.groupPath(GROUP).replaceFirst("\\?.*", "");
  }

  private static NonRetryingClient.Response created(NonRetryingClient.Response response) {
    assertThat(response.status()).as(response.toString()).isEqualTo(201);
    return response;
  }

  /**
   * Sends requests on all connections concurrently; returns the duration of the slowest request in
   * milliseconds.
   */
  private static long attack(NonRetryingClient attacker)
      throws InterruptedException, ExecutionException {
    var threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      var clients = new ArrayList<Callable<Long>>();
      for (var client = 0; client < CLIENTS; client++) {
        clients.add(() -> ask(attacker));
      }
      var slowest = 0L;
      for (var client : threads.invokeAll(clients)) {
        slowest = Math.max(slowest, client.get());
      }
      return slowest / 1_000_000;
    } finally {
      threads.shutdownNow();
    }
  }

  private static long ask(NonRetryingClient attacker) throws IOException, InterruptedException {
    var slowest = 0L;
    for (var request = 0; request < REQUESTS; request++) {
      var before = System.nanoTime();
      var response = attacker.get(attacker.groupPath(GROUP));
      slowest = Math.max(slowest, System.nanoTime() - before);
      assertThat(response.status()).as(response.toString()).isEqualTo(403);
    }
    return slowest;
  }
}
