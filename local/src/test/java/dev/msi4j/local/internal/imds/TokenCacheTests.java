package dev.msi4j.local.internal.imds;

import static dev.msi4j.local.internal.imds.HostFixture.ARM;
import static dev.msi4j.local.internal.imds.HostFixture.EXPECTED;
import static dev.msi4j.local.internal.imds.HostFixture.error;
import static dev.msi4j.local.internal.imds.HostFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.msi4j.local.internal.entra.InvalidTokenException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The cache of managed identity tokens. */
class TokenCacheTests {
  @AutoClose private final HostFixture fixture = new HostFixture();

  @Test
  void tokenIsReusedUntilTenMinutesBeforeExpiry() {
    fixture.machineWithIdentity("vm");
    var first = token();

    fixture.clock.advance(Duration.ofHours(23).plusMinutes(49));
    var late = fixture.token("vm", EXPECTED);
    fixture.clock.advance(Duration.ofMinutes(1));
    var renewed = fixture.token("vm", EXPECTED);

    assertThat(json(late).path("access_token").asText()).isEqualTo(first);
    assertThat(json(late).path("expires_in").asText()).isEqualTo("660");
    assertThat(json(renewed).path("access_token").asText()).isNotEqualTo(first);
    assertThat(json(renewed).path("expires_in").asText()).isEqualTo("86400");
  }

  @Test
  void concurrentRequestsGetOneToken() {
    fixture.machineWithIdentity("vm");

    var tokens = IntStream.range(0, 50).parallel().mapToObj(i -> token()).distinct();

    assertThat(tokens).hasSize(1);
  }

  @Test
  void otherResourceOrMachineGetsAnotherToken() {
    var shared = fixture.identity("shared");
    fixture.machine("vm");
    fixture.machine("other");
    fixture.give("vm", null, shared);
    fixture.give("other", null, shared);

    assertThat(token())
        .isNotEqualTo(json(fixture.token("other", EXPECTED)).path("access_token").asText())
        .isNotEqualTo(
            json(fixture.token(
                    "vm", "api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net"))
                .path("access_token")
                .asText());
  }

  @Test
  void revokedTokenIsReplaced() {
    var own = fixture.machineWithIdentity("vm");
    var revoked = token();

    fixture.store.change(documents -> fixture.directory.revoke(documents, own.objectId()));
    var fresh = fixture.token("vm", EXPECTED);

    assertThat(json(fresh).path("access_token").asText()).isNotEqualTo(revoked);
    assertThatExceptionOfType(InvalidTokenException.class)
        .isThrownBy(() -> fixture.verifier.verify(revoked, ARM::equals));
    assertThat(
            fixture
                .verifier
                .verify(json(fresh).path("access_token").asText(), ARM::equals)
                .objectId())
        .isEqualTo(own.objectId());
  }

  @Test
  void tokenOfADeletedIdentityIsNotReturned() {
    var own = fixture.machineWithIdentity("vm");
    token();

    fixture.store.change(documents -> fixture.directory.delete(documents, own.objectId()));

    assertThat(error(fixture.token("vm", EXPECTED)))
        .isEqualTo("400 invalid_request: Identity not found");
  }

  @Test
  void tokenOfARemovedIdentityIsNotReturned() {
    fixture.machineWithIdentity("vm");
    token();

    fixture.give("vm", null);

    assertThat(error(fixture.token("vm", EXPECTED)))
        .isEqualTo("400 invalid_request: Identity not found");
  }

  private String token() {
    return json(fixture.token("vm", EXPECTED)).path("access_token").asText();
  }
}
