package dev.msi4j.federation;

import static dev.msi4j.federation.FakeAzure.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.HttpResponseException;
import dev.msi4j.federation.FakeAzure.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests throttling with status 429. */
class ThrottlingTests {
  private final FakeAzure azure = new FakeAzure();
  private final TestDelays delays = new TestDelays();

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 7, 7000",
    "retry-after-ms, 1500, 1500",
    "x-ms-retry-after-ms, 2500, 2500",
    "Retry-After, 'Thu, 1 Jan 2026 00:00:11 GMT', 11000",
    "Retry-After, 'Wed, 31 Dec 2025 00:00:00 GMT', 0",
    "Retry-After, soon, 20000"
  })
  void retryWaitsForDelayOfHeader(String header, String value, long milliseconds) {
    var identity = azure.identity("worker");
    throttleOnce(Map.of(header, value));

    ClientMode.BLOCKING.client(azure, delays).createOrUpdate(identity, "name", credential("s"));

    assertThat(delays.pauses().stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @EnumSource
  void retryWaitsForDelayOfMessageWithoutHeader(ClientMode clientMode) {
    azure.identity("worker");
    throttleOnce(Map.of());

    clientMode.client(azure, delays).capacity(FakeAzure.id("worker"));

    assertThat(delays.now()).isEqualTo(Instant.parse("2026-01-01T00:00:20Z"));
  }

  @Test
  void throttlingDelaysAllCallsOfClient() {
    var one = azure.identity("one");
    var other = azure.identity("other");
    throttleOnce(Map.of("Retry-After", "60"));
    var calls =
        new FederationCalls(
            ClientMode.BLOCKING.adapter(azure), FederationOptions.DEFAULT, delays, () -> 1.0);
    delays.freeze();

    calls.capacity(one).subscribe();
    calls.createOrUpdate(other, "name", credential("s")).subscribe();

    assertThat(azure.requests()).containsExactly("GET one");
    assertThat(delays.pauses()).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(60));
  }

  @Test
  void laterCallWaitsForRemainingBackOff() {
    var backOff = new SharedBackOff(delays);
    backOff.backOffFor(Duration.ofSeconds(30));
    delays.pause(Duration.ofSeconds(10)).subscribe();

    backOff.awaitEnd().subscribe();

    assertThat(delays.pauses()).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20));
  }

  @Test
  void shorterBackOffDoesNotShortenLongerBackOff() {
    var backOff = new SharedBackOff(delays);
    backOff.backOffFor(Duration.ofSeconds(30));
    backOff.backOffFor(Duration.ofSeconds(3));

    backOff.awaitEnd().subscribe();

    assertThat(delays.pauses()).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void callFailsAtOnceIfRetryAfterExceedsTimeout() {
    var identity = azure.identity("worker");
    throttleOnce(Map.of("Retry-After", "3600"));
    var client = ClientMode.BLOCKING.client(azure, delays);

    assertThatExceptionOfType(HttpResponseException.class)
        .isThrownBy(() -> client.createOrUpdate(identity, "name", credential("s")))
        .withMessageContaining("429");
    client.createOrUpdate(identity, "name", credential("s"));
    assertThat(delays.pauses()).isEmpty();
  }

  @Test
  void callDoesNotRetryThrottlingIfDisabled() {
    var identity = azure.identity("worker");
    throttleOnce(Map.of());
    var options = FederationOptions.builder().retryThrottled(false).build();
    var client = ClientMode.BLOCKING.client(azure, options, delays);

    assertThatExceptionOfType(HttpResponseException.class)
        .isThrownBy(() -> client.createOrUpdate(identity, "name", credential("s")));
  }

  private void throttleOnce(Map<String, String> headers) {
    var errors = new AtomicInteger(1);
    azure.script(call ->
        errors.getAndDecrement() > 0
            ? Answer.error(429, "TooManyRequests", "Retry after 20 seconds.", headers)
            : null);
  }
}
