package dev.msi4j;

import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** A clock that goes only when someone waits. */
final class CannedDelays implements Delays {
  private Duration waited = Duration.ZERO;

  synchronized Duration waited() {
    return waited;
  }

  @Override
  public Instant now() {
    return Instant.EPOCH.plus(waited());
  }

  @Override
  public synchronized void pause(Duration duration) {
    waited = waited.plus(duration);
  }

  @Override
  public Mono<Void> delay(Duration duration) {
    return Mono.fromRunnable(() -> pause(duration));
  }
}
