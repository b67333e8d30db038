package dev.msi4j.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Clock and timer of a federation client: waits either on the calling thread or without a thread.
 */
interface Delays {
  Instant now();

  /** Returns a publisher that completes after the duration. */
  Mono<Void> pause(Duration duration);

  /** Returns a publisher that completes when the future does. */
  Mono<Void> await(CompletableFuture<Void> future);

  /** Returns the scheduler for operations on several identities in parallel. */
  Scheduler scheduler();

  /** Subscribes to the operation until it succeeds or the policy ends the retries. */
  default <T> Mono<T> retry(Mono<T> operation, RetryPolicy policy) {
    return Mono.defer(() -> {
      var start = now();
      return operation.retryWhen(
          Retry.from(failures ->
              failures.concatMap(signal ->
                  policy
                      .delayAfter(
                          signal.failure(), signal.totalRetries(), Duration.between(start, now()))
                      .flatMap(delay -> pause(delay).thenReturn(delay)))));
    });
  }

  /** Decides after each failure whether and when to retry. */
  interface RetryPolicy {
    /**
     * Returns the delay before the next retry, or the error that ends the retries.
     *
     * @param retries the number of retries so far
     * @param elapsed the time since the first attempt
     */
    Mono<Duration> delayAfter(Throwable failure, long retries, Duration elapsed);
  }
}
