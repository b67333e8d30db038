package dev.msi4j.local.internal.arm;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.internal.http.Response;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verifies the rate limits of Resource Manager and of providers. */
class ThrottlingTests {
  private final TestClock clock = new TestClock();

  @AutoClose
  private final LocalAzure azure = TestAzure.builder().clock(clock).throttling(true).start();

  private final Arm arm = Arm.signIn(azure);

  @BeforeEach
  void createGroup() {
    arm.createGroup("rg");
  }

  @Test
  void responseHeadersContainRemainingRequests() {
    assertThat(header(readGroup(), "x-ms-ratelimit-remaining-subscription-reads")).isEqualTo("249");
    assertThat(header(readGroup(), "x-ms-ratelimit-remaining-subscription-reads")).isEqualTo("248");
    assertThat(header(writeGroup(), "x-ms-ratelimit-remaining-subscription-writes"))
        .isEqualTo("198");
    var deleted = arm.delete(arm.group("other"), "2021-04-01");
    assertThat(deleted.headers().first("x-ms-ratelimit-remaining-subscription-writes")).isEmpty();
  }

  @Test
  void requestsAreRejectedUntilBucketRefills() {
    for (var i = 0; i < 250; i++) {
      assertThat(readGroup().status()).isEqualTo(200);
    }

    var rejected = readGroup();

    assertThat(error(rejected)).isEqualTo("429 SubscriptionRequestsThrottled");
    assertThat(header(rejected, "Retry-After")).isEqualTo("1");
    assertThat(message(rejected))
        .startsWith("Number of 'read' requests for subscription '" + azure.subscriptionId() + "'")
        .contains("try again after '1' seconds");
    assertThat(writeGroup().status()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    for (var i = 0; i < 25; i++) {
      assertThat(readGroup().status()).isEqualTo(200);
    }
    assertThat(error(readGroup())).isEqualTo("429 SubscriptionRequestsThrottled");
  }

  @Test
  void limitAppliesToEachIdentity() {
    assertThat(writeIdentity("first").status()).isEqualTo(201);

    var rejected = writeIdentity("FIRST");

    assertThat(error(rejected)).isEqualTo("429 TooManyRequests");
    assertThat(header(rejected, "Retry-After")).isEqualTo("4");
    assertThat(message(rejected)).endsWith("too many requests. Retry after 4 seconds.");
    clock.advance(Duration.ofSeconds(4));
    assertThat(writeIdentity("first").status()).isEqualTo(200);
    assertThat(writeIdentity("second").status()).isEqualTo(201);
  }

  @Test
  void limitAppliesToEachSubscription() {
    assertThat(writeIdentity("one").status()).isEqualTo(201);
    assertThat(writeIdentity("two").status()).isEqualTo(201);

    assertThat(error(writeIdentity("three"))).isEqualTo("429 TooManyRequests");
    assertThat(arm.get(arm.identity("rg", "one"), Arm.VERSION).status()).isEqualTo(200);
  }

  @Test
  void requestsAreServedWithoutThrottling() {
    try (var unlimited = TestAzure.start()) {
      var patient = Arm.signIn(unlimited);
      for (var i = 0; i < 260; i++) {
        var answer = patient.get(patient.subscription(), "2022-12-01");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().first("x-ms-ratelimit-remaining-subscription-reads")).isEmpty();
      }
    }
  }

  private Response readGroup() {
    return arm.get(arm.group("rg"), "2021-04-01");
  }

  private Response writeGroup() {
    return arm.put(arm.group("rg"), "2021-04-01", "{\"location\":\"eastus\"}");
  }

  private Response writeIdentity(String name) {
    return arm.put(arm.identity("rg", name), Arm.VERSION, "{\"location\":\"eastus\"}");
  }

  private static String header(Response answer, String name) {
    return answer.headers().first(name).orElse("");
  }
}
