package dev.msi4j.local;

import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.ExceptionHandler;
import dev.msi4j.local.internal.http.Headers;
import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A program that lets a local Azure and its hosts meet secrets, also where something fails. It
 * prints the secrets, and logs all that there is to log.
 */
final class Chatter {
  private static final String SENT = "sent-in-a-request";

  private Chatter() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    try (var azure = TestAzure.start();
        var app = azure.hostEnvironments().systemAssigned().openAppService()) {
      var caller = azure.createServicePrincipal("somebody");
      var issuer = azure.createIssuer("chatter");
      var workload = Workload.as(azure, "work").trust("trust", issuer.url(), "work");
      var assertion = issuer.token(TokenClaims.of("work"));
      var good = Arm.json(workload.exchange(assertion)).path("access_token").asText();
      workload.exchange(assertion + "x");
      Arm.signIn(azure, caller).get("/subscriptions", "2022-12-01");
      Arm.signIn(azure).bearing(good + "x").get("/subscriptions", "2022-12-01");
      fail();
      var secrets =
          List.of(
              azure.clientSecret(),
              caller.clientSecret(),
              String.valueOf(app.environment().get("IDENTITY_HEADER")),
              assertion,
              good,
              Arm.token(azure),
              SENT);
      secrets.forEach(System.out::println);
    }
  }

  private static void fail() {
    var exceptionHandler =
        new ExceptionHandler(
            request -> {
              throw new IllegalStateException("a fault of this server");
            },
            UUID::randomUUID);
    exceptionHandler.handle(
        new Request(
            "GET",
            "https://localhost",
            "/path",
            Query.parse("secret=" + SENT),
            Headers.NONE.with("Authorization", "Bearer " + SENT),
            Body.of(SENT.getBytes(StandardCharsets.UTF_8))));
  }
}
