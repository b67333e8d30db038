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

/** A subscription that has never used managed identities, over real sockets. */
@Timeout(60)
class UnregisteredProvidersTests {
  private static final String PROVIDER = "/subscriptions/sub/providers/Microsoft.ManagedIdentity";
  private static final String REGISTER = "POST " + PROVIDER + "/register?api-version=2021-04-01";
  private static final String LOOK = "GET " + PROVIDER + "?api-version=2021-04-01";
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

  private final CannedDelays delays = new CannedDelays();

  @ParameterizedTest
  @EnumSource
  void areRegisteredAndTheWriteIsSentOnceMore(Way way) {
    try (var server = ScriptedServer.of(MISSING, REGISTERING, REGISTERING, REGISTERED, CREATED)) {
      assertThat(way.put(server.client().delays(delays)).name()).isEqualTo("n");

      assertThat(server.lines()).containsExactly(PUT, REGISTER, LOOK, LOOK, PUT);
      assertThat(server.requests().get(4).body()).isEqualTo(server.requests().get(0).body());
      assertThat(delays.waited()).isEqualTo(Duration.ofSeconds(4));
    }
  }

  @ParameterizedTest
  @EnumSource
  void registerWithoutABody(Way way) {
    try (var server = ScriptedServer.of(MISSING, REGISTERED, CREATED)) {
      way.put(server.client().delays(delays));

      assertThat(server.requests().get(1).body()).isEmpty();
      assertThat(server.requests().get(1).header("Content-Type")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void areLookedForAgainAfterTransientErrors(Way way) {
    try (var server =
        ScriptedServer.of(
            MISSING,
            REGISTERING,
            Exchange.empty(503),
            Exchange.connectionReset(),
            REGISTERED,
            CREATED)) {
      way.put(server.client().delays(delays));

      assertThat(server.lines()).containsExactly(PUT, REGISTER, LOOK, LOOK, LOOK, PUT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void areWaitedForNoLongerThanAllowed(Way way) {
    var script = new Exchange[20];
    Arrays.fill(script, REGISTERING);
    script[0] = MISSING;
    try (var server = ScriptedServer.of(script)) {
      var client =
          server.client().delays(delays).providerRegistrationTimeout(Duration.ofSeconds(30));

      assertThatExceptionOfType(HttpResponseException.class)
          .isThrownBy(() -> way.put(client))
          .withMessageContaining("is not done after 30 seconds");
      assertThat(delays.waited()).isEqualTo(Duration.ofSeconds(30));
    }
  }

  @ParameterizedTest
  @EnumSource
  void areWrittenToOnlyOnceMore(Way way) {
    try (var server = ScriptedServer.of(MISSING, REGISTERED, MISSING)) {
      assertThatExceptionOfType(ResourceExistsException.class)
          .isThrownBy(() -> way.put(server.client().delays(delays)))
          .withMessageContaining("MissingSubscriptionRegistration");
      assertThat(server.lines()).containsExactly(PUT, REGISTER, PUT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void giveTheFirstErrorToACallerWhoMayNotRegister(Way way) {
    try (var server =
        ScriptedServer.of(
            MISSING, Exchange.json(403, "{\"error\":{\"code\":\"AuthorizationFailed\"}}"))) {
      assertThatExceptionOfType(ResourceExistsException.class)
          .isThrownBy(() -> way.put(server.client().delays(delays)))
          .withMessageContaining("409 MissingSubscriptionRegistration");
    }
  }

  @ParameterizedTest
  @EnumSource
  void areLeftAloneWhenSwitchedOff(Way way) {
    try (var server = ScriptedServer.of(MISSING)) {
      assertThatExceptionOfType(ResourceExistsException.class)
          .isThrownBy(() -> way.put(server.client().providerRegistration(false)));
      assertThat(server.lines()).containsExactly(PUT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void areNotSeenInOtherConflicts(Way way) {
    try (var server =
        ScriptedServer.of(
            Exchange.json(409, "{\"error\":{\"code\":\"Conflict\",\"message\":\"Taken.\"}}"))) {
      assertThatExceptionOfType(ResourceExistsException.class)
          .isThrownBy(() -> way.put(server.client()))
          .withMessageContaining("409 Conflict: Taken.");
      assertThat(server.lines()).containsExactly(PUT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void areNotSeenInAConflictThatCannotBeRead(Way way) {
    try (var server = ScriptedServer.of(Exchange.html(409, "MissingSubscriptionRegistration"))) {
      assertThatExceptionOfType(ResourceExistsException.class)
          .isThrownBy(() -> way.put(server.client()));
      assertThat(server.lines()).containsExactly(PUT);
    }
  }

  @Test
  void stopBeingWaitedForWhenTheCallerIsInterrupted() {
    try (var server = ScriptedServer.of(MISSING, REGISTERING)) {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> Way.SYNC.put(server.client().delays(new Interrupted())))
          .withMessageContaining("Interrupted while a provider was registered");

      assertThat(Thread.interrupted()).isTrue();
      assertThat(server.lines()).containsExactly(PUT, REGISTER);
    }
  }

  /** Someone interrupts whoever waits. */
  private static final class Interrupted implements Delays {
    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
      throw new InterruptedException();
    }

    @Override
    public Mono<Void> delay(Duration duration) {
      return Mono.error(new InterruptedException());
    }
  }
}
