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
 * Program that makes a local Azure process secrets, in successful and in failing requests. It
 * prints the secrets to standard output; the log goes to standard error.
 */
final class SecretLoggingProgram {
  private static final String SENT = "sent-in-a-request";

  private SecretLoggingProgram() {}

  public static void main(String[] arguments) {
    try (var azure = TestAzure.start();
        var app = azure.hostEnvironments().systemAssigned().openAppService()) {
      var caller = azure.createServicePrincipal("other-caller");
      var issuer = azure.createIssuer("cluster");
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
              throw new IllegalStateException("simulated failure");
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
