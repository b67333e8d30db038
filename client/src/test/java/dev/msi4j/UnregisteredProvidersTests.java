package dev.msi4j;

import static dev.msi4j.ScriptedServer.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceExistsException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** Tests a subscription in which the provider is not registered, over real sockets. */
@Timeout(60)
class UnregisteredProvidersTests {
  private static final String PROVIDER = "/subscriptions/sub/providers/Microsoft.ManagedIdentity";
  private static final String REGISTER = "POST " + PROVIDER + "/register?api-version=2021-04-01";
  private static final String POLL = "GET " + PROVIDER + "?api-version=2021-04-01";
  private static final String PUT = "PUT " + IDENTITY + "?api-version=2024-11-30";
  private static final Exchange MISSING =
      Exchange.json(
          409,
          "{\"error\":{\"code\":\"MissingSubscriptionRegistration\",\"message\":\"The subscription is"
              + " not registered to use namespace 'Microsoft.ManagedIdentity'.\"}}");
  private static final Exchange REGISTERING =
      Exchange.json(200, "{\"registrationState\":\"Registering\"}");
  private static final Exchange REGISTERED =
      Exchange.json(200, "{\"registrationState\":\"Registered\"}");
  private static final Exchange CREATED = Exchange.json(201, "{\"name\":\"n\"}");

  private final FakeTimer timer = new FakeTimer();

  @ParameterizedTest
  @EnumSource
  void areRegisteredAndTheWriteIsRetried(ClientMode mode) {
    try (var server = ScriptedServer.of(MISSING, REGISTERING, REGISTERING, REGISTERED, CREATED)) {
      assertThat(mode.put(server.client().timer(timer)).name()).isEqualTo("n");

      assertThat(server.lines()).containsExactly(PUT, REGISTER, POLL, POLL, PUT);
      assertThat(server.requests().get(4).body()).isEqualTo(server.requests().get(0).body());
      assertThat(timer.waited()).isEqualTo(Duration.ofSeconds(4));
    }
  }

  @ParameterizedTest
  @EnumSource
  void areRegisteredWithoutABody(ClientMode mode) {
    try (var server = ScriptedServer.of(MISSING, REGISTERED, CREATED)) {
      mode.put(server.client().timer(timer));

      assertThat(server.requests().get(1).body()).isEmpty();
      assertThat(server.requests().get(1).header("Content-Type")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void pollsAreRetriedAfterTransientErrors(ClientMode mode) {
    try (var server =
        ScriptedServer.of(
            MISSING,
            REGISTERING,
            Exchange.empty(503),
            Exchange.connectionReset(),
            REGISTERED,
            CREATED)) {
      mode.put(server.client().timer(timer));

      assertThat(server.lines()).containsExactly(PUT, REGISTER, POLL, POLL, POLL, PUT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void failAfterTheTimeout(ClientMode mode) {
    var script = new Exchange[20];
    Arrays.fill(script, REGISTERING);
    script[0] = MISSING;
    try (var server = ScriptedServer.of(script)) {
      var client = server.client().timer(timer).providerRegistrationTimeout(Duration.ofSeconds(30));

      assertThatExceptionOfType(HttpResponseException.class)
          .isThrownBy(() -> mode.put(client))
          .withMessageContaining("did not complete within 30 seconds");
      assertThat(timer.waited()).isEqualTo(Duration.ofSeconds(30));
    }
  }

  @ParameterizedTest
  @EnumSource
  void writeIsRetriedOnlyOnce(ClientMode mode) {
    try (var server = ScriptedServer.of(MISSING, REGISTERED, MISSING)) {
      assertThatExceptionOfType(ResourceExistsException.class)
          .isThrownBy(() -> mode.put(server.client().timer(timer)))
          .withMessageContaining("MissingSubscriptionRegistration");
      assertThat(server.lines()).containsExactly(PUT, REGISTER, PUT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void firstErrorIsReportedIfRegistrationFails(ClientMode mode) {
    try (var server =
        ScriptedServer.of(
            MISSING, Exchange.json(403, "{\"error\":{\"code\":\"AuthorizationFailed\"}}"))) {
      assertThatExceptionOfType(ResourceExistsException.class)
          .isThrownBy(() -> mode.put(server.client().timer(timer)))
          .withMessageContaining("409 MissingSubscriptionRegistration");
    }
  }

  @ParameterizedTest
  @EnumSource
  void areNotRegisteredIfDisabled(ClientMode mode) {
    try (var server = ScriptedServer.of(MISSING)) {
      assertThatExceptionOfType(ResourceExistsException.class)
          .isThrownBy(() -> mode.put(server.client().providerRegistration(false)));
      assertThat(server.lines()).containsExactly(PUT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void otherConflictsAreReported(ClientMode mode) {
    try (var server =
        ScriptedServer.of(
            Exchange.json(409, "{\"error\":{\"code\":\"Conflict\",\"message\":\"Taken.\"}}"))) {
      assertThatExceptionOfType(ResourceExistsException.class)
          .isThrownBy(() -> mode.put(server.client()))
          .withMessageContaining("409 Conflict: Taken.");
      assertThat(server.lines()).containsExactly(PUT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void unreadableConflictIsReported(ClientMode mode) {
    try (var server = ScriptedServer.of(Exchange.html(409, "MissingSubscriptionRegistration"))) {
      assertThatExceptionOfType(ResourceExistsException.class)
          .isThrownBy(() -> mode.put(server.client()));
      assertThat(server.lines()).containsExactly(PUT);
    }
  }

  @Test
  void waitEndsWhenTheCallerIsInterrupted() {
    try (var server = ScriptedServer.of(MISSING, REGISTERING)) {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> ClientMode.SYNC.put(server.client().timer(new InterruptedTimer())))
          .withMessageContaining("interrupted while waiting for the registration of a provider");

      assertThat(Thread.interrupted()).isTrue();
      assertThat(server.lines()).containsExactly(PUT, REGISTER);
    }
  }

  /** A timer whose waits are interrupted. */
  private static final class InterruptedTimer implements ProviderRegistrationPolicy.Timer {
    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      throw new InterruptedException();
    }

    @Override
    public Mono<Void> delay(Duration duration) {
      return Mono.error(new InterruptedException());
    }
  }
}
