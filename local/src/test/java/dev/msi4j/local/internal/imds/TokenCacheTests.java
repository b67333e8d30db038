package dev.msi4j.local.internal.imds;

import static dev.msi4j.local.internal.imds.HostFixture.ARM;
import static dev.msi4j.local.internal.imds.HostFixture.WANTED;
import static dev.msi4j.local.internal.imds.HostFixture.json;
import static dev.msi4j.local.internal.imds.HostFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.msi4j.local.internal.entra.InvalidTokenException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens are kept, as Azure keeps them, and not beyond what they stand for. */
class TokenCacheTests {
  private final HostFixture world = new HostFixture();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void areTheSameUntilTenMinutesAreLeft() {
    world.machineWithIdentity("vm");
    var first = token();

    world.clock.advance(Duration.ofHours(23).plusMinutes(49));
    var late = world.token("vm", WANTED);
    world.clock.advance(Duration.ofMinutes(1));
    var renewed = world.token("vm", WANTED);

    assertThat(json(late).path("access_token").asText()).isEqualTo(first);
    assertThat(json(late).path("expires_in").asText()).isEqualTo("660");
    assertThat(json(renewed).path("access_token").asText()).isNotEqualTo(first);
    assertThat(json(renewed).path("expires_in").asText()).isEqualTo("86400");
  }

  @Test
  void areSignedOnceForAllWhoAskAtOnce() {
    world.machineWithIdentity("vm");

    var tokens = IntStream.range(0, 50).parallel().mapToObj(i -> token()).distinct();

    assertThat(tokens).hasSize(1);
  }

  @Test
  void areOthersForAnotherResourceOrMachine() {
    var shared = world.identity("shared");
    world.machine("vm");
    world.machine("other");
    world.give("vm", null, shared);
    world.give("other", null, shared);

    assertThat(token())
        .isNotEqualTo(json(world.token("other", WANTED)).path("access_token").asText())
        .isNotEqualTo(
            json(world.token("vm", "api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net"))
                .path("access_token")
                .asText());
  }

  @Test
  void areNotGivenOutOnceRevoked() {
    var own = world.machineWithIdentity("vm");
    var revoked = token();

    world.store.change(documents -> world.directory.revoke(documents, own.objectId()));
    var fresh = world.token("vm", WANTED);

    assertThat(json(fresh).path("access_token").asText()).isNotEqualTo(revoked);
    assertThatExceptionOfType(InvalidTokenException.class)
        .isThrownBy(() -> world.verifier.verify(revoked, ARM::equals));
    assertThat(
            world
                .verifier
                .verify(json(fresh).path("access_token").asText(), ARM::equals)
                .objectId())
        .isEqualTo(own.objectId());
  }

  @Test
  void areNotGivenOutOnceTheIdentityIsGone() {
    var own = world.machineWithIdentity("vm");
    token();

    world.store.change(documents -> world.directory.delete(documents, own.objectId()));

    assertThat(refusal(world.token("vm", WANTED)))
        .isEqualTo("400 invalid_request: Identity not found");
  }

  @Test
  void areNotGivenOutOnceTheMachineHasLostTheIdentity() {
    world.machineWithIdentity("vm");
    token();

    world.give("vm", null);

    assertThat(refusal(world.token("vm", WANTED)))
        .isEqualTo("400 invalid_request: Identity not found");
  }

  private String token() {
    return json(world.token("vm", WANTED)).path("access_token").asText();
  }
}
