package dev.msi4j;

import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** A timer whose clock advances only by the requested waits, which return at once. */
final class FakeTimer implements ProviderRegistrationPolicy.Timer {
  private Duration waited = Duration.ZERO;

  synchronized Duration waited() {
    return waited;
  }

  @Override
  public Instant now() {
    return Instant.EPOCH.plus(waited());
  }

  @Override
  public synchronized void sleep(Duration duration) {
    waited = waited.plus(duration);
  }

  @Override
  public Mono<Void> delay(Duration duration) {
    return Mono.fromRunnable(() -> sleep(duration));
  }
}
