package dev.msi4j.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The machine's clock; waiting holds the caller's thread, and ends when that is interrupted. */
final class BlockingDelays implements Delays {
  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Mono<Void> pause(Duration duration) {
    return Mono.fromCallable(() -> {
      Thread.sleep(duration.toMillis());
      return null;
    });
  }

  @Override
  public Mono<Void> until(CompletableFuture<Void> granted) {
    return Mono.fromCallable(granted::get);
  }

  @Override
  public Scheduler workers() {
    return Schedulers.boundedElastic();
  }
}
