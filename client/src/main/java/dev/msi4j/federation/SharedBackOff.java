package dev.msi4j.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/** Until when Azure has asked to be left alone; all that one federation client sends minds it. */
final class SharedBackOff {
  private final AtomicReference<Instant> until = new AtomicReference<>(Instant.MIN);
  private final Delays delays;

  SharedBackOff(Delays delays) {
    this.delays = delays;
  }

  void holdFor(Duration duration) {
    var end = delays.now().plus(duration);
    until.accumulateAndGet(end, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** Completes when sending is allowed. */
  Mono<Void> pass() {
    return Mono.defer(() -> {
      var end = until.get();
      var now = delays.now();
      return end.isAfter(now)
          ? delays.pause(Duration.between(now, end)).then(pass())
          : Mono.empty();
    });
  }
}
