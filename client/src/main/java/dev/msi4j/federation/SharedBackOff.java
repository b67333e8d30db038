package dev.msi4j.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/**
 * The time until which Azure asked the client to back off. Shared by all requests of one federation
 * client.
 */
final class SharedBackOff {
  private final AtomicReference<Instant> until = new AtomicReference<>(Instant.MIN);
  private final Delays delays;

  SharedBackOff(Delays delays) {
    this.delays = delays;
  }

  void backOffFor(Duration duration) {
    var end = delays.now().plus(duration);
    until.accumulateAndGet(end, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** Returns a publisher that completes when the back-off time is over. */
  Mono<Void> awaitEnd() {
    return Mono.defer(() -> {
      var end = until.get();
      var now = delays.now();
      return end.isAfter(now)
          ? delays.pause(Duration.between(now, end)).then(awaitEnd())
          : Mono.empty();
    });
  }
}
