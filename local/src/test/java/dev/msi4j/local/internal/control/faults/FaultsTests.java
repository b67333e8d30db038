package dev.msi4j.local.internal.control.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.msi4j.local.Arm;
import dev.msi4j.local.Fault;
import dev.msi4j.local.FaultEvent;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.http.ResponseFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTests {
  private static final String WRITE = "Microsoft.ManagedIdentity/userAssignedIdentities/write";
  private static final String READ = "Microsoft.ManagedIdentity/userAssignedIdentities/read";

  private final TestClock clock = new TestClock();
  @AutoClose private final LocalAzure azure = TestAzure.builder().clock(clock).start();
  private final Arm arm = Arm.signIn(azure);

  @BeforeEach
  void createGroup() {
    arm.createGroup("rg");
  }

  @Test
  void faultAppliesToPlannedNumberOfRequests() {
    azure.faults().inject(Fault.of(WRITE).status(503).retryAfter(Duration.ofSeconds(7)).times(2));

    for (var time = 0; time < 2; time++) {
      var rejected = put();
      assertThat(Arm.error(rejected)).isEqualTo("503 ServiceUnavailable");
      assertThat(rejected.headers().first("Retry-After")).hasValue("7");
      assertThat(rejected.headers().first("x-ms-request-id")).isPresent();
    }
    assertThat(put().status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "502|text/html|<html>Bad gateway</html>",
        "503|application/xml; charset=utf-8|<Error><Code>ServerBusy</Code></Error>",
        "400|text/plain|Größe",
        "200|text/html; charset=utf-8|<html>Sign in to the network</html>",
        "429|application/json|{not json",
      })
  void faultHasConfiguredBodyAndContentType(int status, String type, String body) {
    azure.faults().inject(Fault.of(WRITE).response(status, type, body));

    var answer = put();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().first("Content-Type")).hasValue(type);
    assertThat(answer.body().bytes()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    assertThat(put().status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({"199", "204", "304", "600"})
  void responseRejectsStatusWithoutBody(int status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.of(WRITE).response(status, "text/html", "<html>"))
        .withMessageContaining("status is " + status);
  }

  @Test
  void responseRejectsInvalidContentType() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.of(WRITE).response(502, "text/html\r\nX: y", "<html>"))
        .withMessageContaining("contentType is");
  }

  @Test
  void faultDoesNotApplyToOtherOperations() {
    azure.faults().inject(Fault.of(WRITE).status(500));

    assertThat(arm.get(arm.identity("rg", "none"), Arm.VERSION).status()).isEqualTo(404);
    assertThat(azure.faults().planned()).hasSize(1);
  }

  @Test
  void patternMatchesIgnoringCase() {
    azure.faults().inject(Fault.of("microsoft.managedidentity/*/WRITE").status(429));

    assertThat(Arm.error(put())).isEqualTo("429 TooManyRequests");
  }

  @Test
  void faultsApplyInPlannedOrder() {
    azure.faults().inject(Fault.of(WRITE).status(500));
    azure.faults().inject(Fault.of("*").status(409, "Busy", "Come again."));

    assertThat(put().status()).isEqualTo(500);
    var second = put();
    assertThat(Arm.error(second)).isEqualTo("409 Busy");
    assertThat(Arm.message(second)).isEqualTo("Come again.");
    assertThat(azure.faults().applied())
        .extracting(FaultEvent::operation)
        .containsExactly(WRITE, WRITE);
    assertThat(azure.faults().applied())
        .allSatisfy(applied -> assertThat(applied.at()).isEqualTo(clock.instant()));
  }

  @Test
  void faultDoesNotApplyToUnauthorizedRequests() {
    var stranger = Arm.signIn(azure, azure.createServicePrincipal("stranger"));
    azure.faults().inject(Fault.of(WRITE).status(503));

    var rejected = stranger.put(arm.identity("rg", "worker"), Arm.VERSION, "{}");
    assertThat(Arm.error(rejected)).isEqualTo("403 AuthorizationFailed");
    assertThat(azure.faults().planned()).hasSize(1);
    assertThat(azure.faults().applied()).isEmpty();
  }

  @Test
  void clearRemovesFaultsAndRecords() {
    azure.faults().inject(Fault.of(WRITE).status(503).times(9));
    put();

    azure.faults().clear();

    assertThat(azure.faults().planned()).isEmpty();
    assertThat(azure.faults().applied()).isEmpty();
    assertThat(put().status()).isEqualTo(201);
  }

  @Test
  void resetConnectionDoesNotServeRequest() {
    azure.faults().inject(Fault.of(WRITE).resetConnection());

    assertThat(put().fault()).isEqualTo(ResponseFault.RESET);
    assertThat(arm.get(arm.identity("rg", "worker"), Arm.VERSION).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"true, RESET", "false, TRUNCATE"})
  void droppedResponseServesRequest(boolean lost, ResponseFault responseFault) {
    var fault = Fault.of(WRITE);
    azure.faults().inject(lost ? fault.dropResponse() : fault.truncateResponse());

    assertThat(put().fault()).isEqualTo(responseFault);
    assertThat(arm.get(arm.identity("rg", "worker"), Arm.VERSION).status()).isEqualTo(200);
  }

  @Test
  void delayLastsUntilClockReachesItsEnd() throws Exception {
    azure.clock().freeze();
    azure.faults().inject(Fault.of(READ).delay(Duration.ofMinutes(5)).status(504));
    var answer = CompletableFuture.supplyAsync(this::get);
    awaitApplied();

    azure.clock().advance(Duration.ofMinutes(4));
    assertThat(answer).isNotDone();
    azure.clock().advance(Duration.ofMinutes(1));

    assertThat(Arm.error(answer.get(20, TimeUnit.SECONDS))).isEqualTo("504 GatewayTimeout");
  }

  @Test
  void clearEndsDelay() throws Exception {
    azure.faults().inject(Fault.of(READ).delay(Duration.ofDays(1)));
    var answer = CompletableFuture.supplyAsync(this::get);
    awaitApplied();

    azure.faults().clear();

    assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(404);
  }

  @Test
  void tokenServiceErrorHasItsOwnFormat() {
    azure.faults().inject(Fault.of("token-service/token").status(503));

    var answer =
        arm.anonymous().send("POST", "/" + azure.tenantId() + "/oauth2/v2.0/token", "", "");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(Arm.json(answer).path("error").asText()).isEqualTo("temporarily_unavailable");
    assertThat(Arm.json(answer).path("error_description").asText()).startsWith("AADSTS90033: ");
  }

  @ParameterizedTest
  @CsvSource({
    "token-service/configuration, /v2.0/.well-known/openid-configuration",
    "token-service/keys, /discovery/v2.0/keys"
  })
  void faultAppliesToPublishedDocuments(String operation, String path) {
    azure.faults().inject(Fault.of(operation).status(500));

    assertThat(arm.send("GET", "/" + azure.tenantId() + path, "", "").status()).isEqualTo(500);
    assertThat(arm.send("GET", "/" + azure.tenantId() + path, "", "").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Microsoft.Nothing/read|operation is 'Microsoft.Nothing/read': it must be, or match",
        "token-service|operation is 'token-service': it must be, or match"
      })
  void injectRejectsUnknownImagesAndSizes(String operation, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> azure.faults().inject(Fault.of(operation).resetConnection()))
        .withMessageStartingWith(message);
  }

  @Test
  void injectRejectsInvalidFaults() {
    var faults = azure.faults();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> faults.inject(Fault.of(WRITE)))
        .withMessageContaining("has no effect");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.of(" "))
        .withMessageContaining("operation is ''");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.of(WRITE).times(0))
        .withMessage("times is 0: it must be 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.of(WRITE).status(200))
        .withMessage("status is 200: it must be from 400 to 599");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.of(WRITE).delay(Duration.ofSeconds(-1)))
        .withMessage("delay is PT-1S: it must be 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.of(WRITE).status(503).retryAfter(Duration.ofMillis(1500)))
        .withMessage("retryAfter is PT1.5S: it must be whole seconds, 0 or more");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> Fault.of(WRITE).retryAfter(Duration.ofSeconds(1)))
        .withMessageContaining("needs a status");
  }

  private Response put() {
    return arm.put(arm.identity("rg", "worker"), Arm.VERSION, "{\"location\":\"eastus\"}");
  }

  private Response get() {
    return arm.get(arm.identity("rg", "worker"), Arm.VERSION);
  }

  private void awaitApplied() {
    while (azure.faults().applied().isEmpty()) {
      Thread.onSpinWait();
    }
  }
}
