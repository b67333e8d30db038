package dev.msi4j.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * System clock that waits without occupying a thread; a cancellation of the subscription ends the
 * wait.
 */
final class AsyncDelays implements Delays {
  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Mono<Void> pause(Duration duration) {
    return Mono.delay(duration).then();
  }

  /**
   * Continues on another thread than the one that completes the future. Otherwise each write in a
   * queue would run nested in the call of the previous write, and a long queue would exhaust the
   * stack.
   */
  @Override
  public Mono<Void> await(CompletableFuture<Void> future) {
    return future.isDone()
        ? Mono.empty()
        : Mono.fromFuture(future).publishOn(Schedulers.parallel());
  }

  @Override
  public Scheduler scheduler() {
    return Schedulers.immediate();
  }
}
