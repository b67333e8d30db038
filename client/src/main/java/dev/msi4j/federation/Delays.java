package dev.msi4j.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/** The clock, and how to wait by it: on the caller's thread, or holding none. */
interface Delays {
  Instant now();

  /** Completes after the duration. */
  Mono<Void> pause(Duration duration);

  /** Completes when the future does. */
  Mono<Void> until(CompletableFuture<Void> granted);

  /** Where work goes on that is done for several identities at the same time. */
  Scheduler workers();

  /** Subscribes to the attempt until it succeeds or the patience is at its end. */
  default <T> Mono<T> repeat(Mono<T> attempt, Patience patience) {
    return Mono.defer(() -> {
      var start = now();
      return attempt.retryWhen(
          Retry.from(failures ->
              failures.concatMap(signal ->
                  patience
                      .after(
                          signal.failure(), signal.totalRetries(), Duration.between(start, now()))
                      .flatMap(delay -> pause(delay).thenReturn(delay)))));
    });
  }

  /** Decides what comes after a failure: another attempt after a while, or the end. */
  interface Patience {
    /**
     * Returns how long to wait, or the failure to end with.
     *
     * @param retries how many attempts there were after the first
     */
    Mono<Duration> after(Throwable failure, long retries, Duration elapsed);
  }
}
