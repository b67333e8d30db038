package dev.msi4j.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The machine's clock; waiting holds no thread, and ends when the subscription is cancelled. */
final class AsyncDelays implements Delays {
  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Mono<Void> pause(Duration duration) {
    return Mono.delay(duration).then();
  }

  /** Goes on elsewhere than the one who grants, or each in a queue would do the next one's work. */
  @Override
  public Mono<Void> until(CompletableFuture<Void> granted) {
    return granted.isDone()
        ? Mono.empty()
        : Mono.fromFuture(granted).publishOn(Schedulers.parallel());
  }

  @Override
  public Scheduler workers() {
    return Schedulers.immediate();
  }
}
