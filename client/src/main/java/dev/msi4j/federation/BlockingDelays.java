package dev.msi4j.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** System clock that waits on the calling thread; an interruption of the thread ends the wait. */
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
  public Mono<Void> await(CompletableFuture<Void> future) {
    return Mono.fromCallable(future::get);
  }

  @Override
  public Scheduler scheduler() {
    return Schedulers.boundedElastic();
  }
}
