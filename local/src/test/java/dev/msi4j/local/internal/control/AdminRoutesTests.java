package dev.msi4j.local.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.internal.http.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminRoutesTests {
  private static final String SECRET = "a-secret-for-tests";

  @AutoClose
  private final LocalAzure azure =
      TestAzure.builder().clock(new TestClock()).adminSecret(SECRET).start();

  private final Arm arm = Arm.signIn(azure);
  private final Arm admin = arm.anonymous().with("Authorization", "Bearer " + SECRET);

  @Test
  void faultsCanBeInjectedListedAndCleared() {
    var planned =
        admin.send(
            "POST",
            "/admin/faults",
            "",
            "{\"operation\":\"Microsoft.Resources/*\",\"status\":429,\"retryAfter\":\"PT2S\","
                + "\"times\":2}");
    assertThat(planned.status()).isEqualTo(201);

    var rejected = arm.get(arm.group("rg"), "2021-04-01");
    assertThat(Arm.error(rejected)).isEqualTo("429 TooManyRequests");
    assertThat(rejected.headers().first("Retry-After")).hasValue("2");

    var shown = Arm.json(admin.send("GET", "/admin/faults", "", ""));
    assertThat(shown.path("planned").path(0).path("times").intValue()).isEqualTo(1);
    assertThat(shown.path("planned").path(0).path("retryAfter").asText()).isEqualTo("PT2S");
    assertThat(shown.path("applied").path(0).path("operation").asText())
        .isEqualTo("Microsoft.Resources/subscriptions/resourceGroups/read");

    assertThat(admin.send("DELETE", "/admin/faults", "", "").status()).isEqualTo(204);
    assertThat(arm.get(arm.group("rg"), "2021-04-01").status()).isEqualTo(404);
  }

  @Test
  void faultCanHaveBodyThatIsNotJson() {
    var planned =
        admin.send(
            "POST",
            "/admin/faults",
            "",
            "{\"operation\":\"Microsoft.Resources/*\",\"status\":502,"
                + "\"body\":\"<html>no</html>\",\"contentType\":\"text/html\"}");
    assertThat(planned.status()).isEqualTo(201);
    assertThat(Arm.json(planned).path("contentType").asText()).isEqualTo("text/html");

    var answer = arm.get(arm.group("rg"), "2021-04-01");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.headers().first("Content-Type")).hasValue("text/html");
    assertThat(new String(answer.body().bytes(), StandardCharsets.UTF_8))
        .isEqualTo("<html>no</html>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "answerLost", "cutOff"})
  void faultCanBreakConnection(String outcome) {
    var body = "{\"operation\":\"hosts/*\",\"outcome\":\"" + outcome + "\",\"delay\":\"PT1S\"}";

    var planned = admin.send("POST", "/admin/faults", "", body);

    assertThat(Arm.json(planned).path("outcome").asText()).isEqualTo(outcome);
    assertThat(Arm.json(planned).path("delay").asText()).isEqualTo("PT1S");
  }

  @Test
  void clockCanBeFrozenAdvancedAndResumed() {
    var frozen = Arm.json(admin.send("POST", "/admin/clock/freeze", "", ""));
    assertThat(frozen.path("now").asText()).isEqualTo("2026-06-01T12:00:00Z");
    assertThat(frozen.path("frozen").booleanValue()).isTrue();

    var advanced = Arm.json(admin.send("POST", "/admin/clock/advance", "", "{\"by\":\"PT1H\"}"));
    assertThat(advanced.path("now").asText()).isEqualTo("2026-06-01T13:00:00Z");

    assertThat(Arm.json(admin.send("POST", "/admin/clock/resume", "", "")).path("frozen").asText())
        .isEqualTo("false");
    assertThat(admin.send("GET", "/admin/clock", "", "").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/admin/faults|{|the body is not JSON",
        "/admin/faults|[]|the body is not an object",
        "/admin/faults|{}|operation is ''",
        "/admin/faults|{\"operation\":7}|operation is '7': it must be a string",
        "/admin/faults|{\"operation\":\"*\",\"when\":1}|member is 'when': it must be one of body,"
            + " code",
        "/admin/faults|{\"operation\":\"*\"}|has no effect",
        "/admin/faults|{\"operation\":\"unknown/read\",\"status\":500}|operation is 'unknown/read'",
        "/admin/faults|{\"operation\":\"*\",\"status\":\"x\"}|it must be an integer",
        "/admin/faults|{\"operation\":\"*\",\"status\":200}|status is 200",
        "/admin/faults|{\"operation\":\"*\",\"times\":0,\"status\":500}|times is 0",
        "/admin/faults|{\"operation\":\"*\",\"delay\":\"soon\"}|delay is 'soon': it must be a d",
        "/admin/faults|{\"operation\":\"*\",\"outcome\":\"boom\"}|outcome is 'boom': it must be s",
        "/admin/faults|{\"operation\":\"*\",\"outcome\":\"reset\",\"status\":500}|it must be"
            + " omitted",
        "/admin/faults|{\"operation\":\"*\",\"delay\":\"PT1S\",\"code\":\"C\"}|code is 'C': it",
        "/admin/clock/advance|{}|by is ''",
        "/admin/clock/advance|{\"by\":\"PT-1S\"}|time is PT-1S"
      })
  void invalidRequestReturns400WithReason(String path, String body, String message) {
    var answer = admin.send("POST", path, "", body);

    assertThat(Arm.error(answer)).isEqualTo("400 InvalidParameter");
    assertThat(Arm.message(answer)).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /admin/faults",
    "POST, /admin/faults",
    "DELETE, /admin/faults",
    "GET, /admin/clock",
    "POST, /admin/clock/freeze",
    "POST, /admin/clock/advance",
    "POST, /admin/clock/resume",
    "POST, /admin/clock/reset"
  })
  void returns401WithoutTheSecret(String method, String path) {
    for (var caller : new Arm[] {arm, arm.anonymous(), wrong()}) {
      Response answer = caller.send(method, path, "", "{}");

      assertThat(Arm.error(answer)).isEqualTo("401 WrongSecret");
      assertThat(Arm.message(answer)).doesNotContain(SECRET);
    }
    assertThat(azure.clock().isFrozen()).isFalse();
  }

  private Arm wrong() {
    return arm.anonymous().with("Authorization", "Bearer " + SECRET + "x");
  }

  @Test
  void return404UnlessEnabled() {
    try (var closed = TestAzure.start()) {
      var answer = Arm.signIn(closed).anonymous().with("Authorization", "Bearer " + SECRET);

      assertThat(answer.send("GET", "/admin/faults", "", "").status()).isEqualTo(400);
      assertThat(Arm.error(answer.send("GET", "/admin/faults", "api-version=2021-04-01", "")))
          .startsWith("401 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "too-short", "has a space in between", "has-an-ümlaut-in-it"})
  void invalidSecretIsRejected(String secret) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalAzure.builder().adminSecret(secret))
        .withMessageContaining("16 or more")
        .withMessageContaining("has " + secret.length() + " characters");
  }
}
