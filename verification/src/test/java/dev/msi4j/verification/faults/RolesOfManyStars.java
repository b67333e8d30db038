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

/**
 * A principal whose custom roles are patterns made to be matched for long, beside another client.
 */
final class RolesOfManyStars {
  private static final int CLIENTS = 16;
  private static final int REQUESTS = 25;
  private static final int MOST_STARS = 1_000;
  private static final int[] STARS = {11, 30, 100, MOST_STARS};
  private static final String GROUP = "stars";
  private static final String AUTHORIZATION = "?api-version=2022-04-01";

  private final Path state;

  RolesOfManyStars(Path state) {
    this.state = state;
  }

  Section run() throws IOException, InterruptedException, ExecutionException {
    try (var server = ServerProcess.start(state, "--port", "0")) {
      var owner = server.caller();
      owner.createGroup(GROUP);
      var attacker = attacker(owner);
      var backgroundClient = BackgroundClient.start(owner, "bystander");
      long slowest;
      try (backgroundClient) {
        slowest = attack(attacker);
      }
      assertThat(server.isAlive()).isTrue();
      assertThat(backgroundClient.failures()).isEmpty();
      assertThat(backgroundClient.pairs()).isPositive();
      return Section.of(
              "Roles with many stars",
              "A principal with custom roles whose actions have up to "
                  + MOST_STARS
                  + " stars between slashes, each of which a matcher may have to try with and"
                  + " without text, asked for what the roles almost allow, on many connections. Each"
                  + " request was answered with status 403.")
          .figure("roles, their stars", STARS.length + ", " + stars())
          .figure("requests of the principal, on connections", CLIENTS * REQUESTS + ", " + CLIENTS)
          .figure("its slowest request", slowest + " ms")
          .figure(
              "writes and reads of another client meanwhile, failed",
              backgroundClient.pairs() + ", 0")
          .figure("its slowest write and read", backgroundClient.slowestMillis() + " ms");
    }
  }

  private static String stars() {
    return IntStream.of(STARS).mapToObj(Integer::toString).collect(Collectors.joining(", "));
  }

  /** An identity that signs in by an issuer of the local Azure, and has the roles in its group. */
  private static Caller attacker(Caller owner) throws IOException, InterruptedException {
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
    for (var stars : STARS) {
      var role = defineRole(owner, stars);
      assign(owner, role, identity.path("principalId").asText());
    }
    var claims = "{\"claims\":{\"sub\":\"stars\",\"aud\":\"" + audience + "\"}}";
    var token = owner.send("POST", "/issuers/stars/token", claims).json().path("token").asText();
    return owner.signedIn(identity.path("clientId").asText(), token);
  }

  private static String defineRole(Caller owner, int stars)
      throws IOException, InterruptedException {
    var answer =
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
    return created(answer).json().path("id").asText();
  }

  private static void assign(Caller owner, String role, String principal)
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

  private static String scoped(Caller owner, String type) {
    return group(owner)
        + "/providers/Microsoft.Authorization/"
        + type
        + "/"
        + UUID.randomUUID()
        + AUTHORIZATION;
  }

  private static String group(Caller owner) {
    return owner.groupPath(GROUP).replaceFirst("\\?.*", "");
  }

  private static Caller.Answer created(Caller.Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer;
  }

  /** Asks on all connections at once; how long the slowest request took, in milliseconds. */
  private static long attack(Caller attacker) throws InterruptedException, ExecutionException {
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

  private static long ask(Caller attacker) throws IOException, InterruptedException {
    var slowest = 0L;
    for (var request = 0; request < REQUESTS; request++) {
      var before = System.nanoTime();
      var answer = attacker.get(attacker.groupPath(GROUP));
      slowest = Math.max(slowest, System.nanoTime() - before);
      assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
    }
    return slowest;
  }
}
