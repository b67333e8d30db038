package dev.msi4j.local.internal.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.TestClock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplicationDelayTests {
  private final TestClock clock = new TestClock();
  private final ReplicationDelay replicationDelay =
      new ReplicationDelay(Duration.ofSeconds(30), clock);

  @Test
  void newPrincipalIsVisibleAfterTheDelay() {
    var principal = principal(clock.instant().toEpochMilli());

    assertThat(replicationDelay.isVisible(principal)).isFalse();
    clock.advance(Duration.ofSeconds(30));

    assertThat(replicationDelay.isVisible(principal)).isTrue();
  }

  @Test
  void principalWithoutCreationTimeIsVisible() {
    assertThat(replicationDelay.isVisible(principal(null))).isTrue();
  }

  @Test
  void zeroDelayMakesEverythingVisible() {
    assertThat(new ReplicationDelay(Duration.ZERO, clock).isVisible(clock.instant())).isTrue();
  }

  @Test
  void directoryStoresTheCreationTime() {
    try (var service = new TokenService()) {
      assertThat(service.application.createdAt()).isEqualTo(service.clock.instant().toEpochMilli());
    }
  }

  private static Principal principal(@Nullable Long createdAt) {
    return new Principal(
        UUID.randomUUID(),
        UUID.randomUUID(),
        TokenService.TENANT,
        "principal",
        Principal.Kind.APPLICATION,
        null,
        null,
        createdAt,
        null);
  }
}
