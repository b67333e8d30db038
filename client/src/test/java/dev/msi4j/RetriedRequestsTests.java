package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests which requests are retried, how often, and after which delay. */
@Timeout(60)
class RetriedRequestsTests {
  private static final RetryOptions AFTER_AN_HOUR =
      new RetryOptions(new FixedDelayOptions(ScriptedServer.RETRIES, Duration.ofHours(1)));

  static Stream<Arguments> transientStatuses() {
    return Arrays.stream(ClientMode.values())
        .flatMap(mode ->
            Stream.of(408, 429, 500, 502, 503, 504).map(status -> Arguments.of(mode, status)));
  }

  @ParameterizedTest
  @MethodSource("transientStatuses")
  void areSentAgainAfterTransientErrors(ClientMode mode, int status) {
    try (var server =
        ScriptedServer.of(Exchange.empty(status), Exchange.json(200, "{\"name\":\"n\"}"))) {
      assertThat(mode.get(server.client()).name()).isEqualTo("n");

      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void haveTheSameBodyAndRequestId(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.empty(503), Exchange.json(200, "{}"))) {
      mode.put(server.client());

      assertThat(server.requests().get(1).body()).isEqualTo("{\"location\":\"here\"}");
      assertThat(server.lines().get(1)).isEqualTo(server.lines().get(0));
      assertThat(server.headers("x-ms-client-request-id").get(1))
          .isEqualTo(server.headers("x-ms-client-request-id").get(0))
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void failWithTheLastError(ClientMode mode) {
    var script = new Exchange[ScriptedServer.RETRIES + 1];
    Arrays.fill(script, Exchange.json(503, "{\"error\":{\"code\":\"Busy\",\"message\":\"m\"}}"));
    try (var server = ScriptedServer.of(script)) {
      assertThatExceptionOfType(HttpResponseException.class)
          .isThrownBy(() -> mode.get(server.client()))
          .withMessageContaining("status 503 Busy: m");

      assertThat(server.requests()).hasSize(ScriptedServer.RETRIES + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void useRetryAfterInsteadOfTheDelay(ClientMode mode) {
    try (var server =
        ScriptedServer.of(
            Exchange.empty(429).header("Retry-After", "0"), Exchange.json(200, "{}"))) {
      mode.get(server.client().retryOptions(AFTER_AN_HOUR));

      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void useRetryAfterInMilliseconds(ClientMode mode) {
    try (var server =
        ScriptedServer.of(
            Exchange.empty(429).header("retry-after-ms", "1"), Exchange.json(200, "{}"))) {
      mode.get(server.client().retryOptions(AFTER_AN_HOUR));

      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void waitForTheTimeOfRetryAfter() throws InterruptedException {
    try (var server =
        ScriptedServer.of(
            Exchange.empty(429).header("Retry-After", "3600"), Exchange.json(200, "{}"))) {
      var outcome = new AtomicReference<Throwable>();
      var caller =
          new Thread(() -> {
            try {
              ClientMode.SYNC.get(server.client());
            } catch (RuntimeException e) {
              outcome.set(e);
            }
          });
      caller.start();
      while (caller.isAlive() && !isAsleep(caller)) {
        Thread.onSpinWait();
      }

      caller.interrupt();
      caller.join();

      assertThat(outcome.get()).hasRootCauseInstanceOf(InterruptedException.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  /**
   * Returns whether the thread sleeps, as in the retry policy, and does not wait for the network.
   */
  private static boolean isAsleep(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    return Arrays.stream(stack)
        .limit(3)
        .anyMatch(frame ->
            frame.getClassName().equals("java.lang.Thread")
                && frame.getMethodName().startsWith("sleep"));
  }

  @ParameterizedTest
  @EnumSource
  void areSentAgainAfterAConnectionReset(ClientMode mode) {
    try (var server =
        ScriptedServer.of(Exchange.connectionReset(), Exchange.json(200, "{\"name\":\"n\"}"))) {
      assertThat(mode.get(server.client()).name()).isEqualTo("n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void areSentAgainAfterAClosedConnection(ClientMode mode) {
    try (var server =
        ScriptedServer.of(Exchange.connectionClosed(), Exchange.json(200, "{\"name\":\"n\"}"))) {
      assertThat(mode.get(server.client()).name()).isEqualTo("n");
    }
  }

  /** A PUT is idempotent (RFC 9110, section 9.2.2). */
  @ParameterizedTest
  @EnumSource
  void putsAreSentAgainAfterAConnectionReset(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.connectionReset(), Exchange.json(200, "{}"))) {
      mode.put(server.client());

      assertThat(server.requests())
          .extracting(ReceivedRequest::body)
          .containsExactly("{\"location\":\"here\"}", "{\"location\":\"here\"}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void failIfEveryConnectionIsReset(ClientMode mode) {
    var script = new Exchange[ScriptedServer.RETRIES + 1];
    Arrays.fill(script, Exchange.connectionReset());
    try (var server = ScriptedServer.of(script)) {
      assertThatThrownBy(() -> mode.get(server.client())).hasRootCauseInstanceOf(IOException.class);

      assertThat(server.requests()).hasSize(ScriptedServer.RETRIES + 1);
    }
  }
}
