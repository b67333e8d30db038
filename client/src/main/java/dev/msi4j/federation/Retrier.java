package dev.msi4j.federation;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.DoubleSupplier;
import reactor.core.publisher.Mono;

/** Retries calls that fail with a transient error of Azure. */
final class Retrier {
  private static final int MAX_DOUBLINGS = 30;

  private final FederationOptions options;
  private final Delays delays;
  private final SharedBackOff backOff;
  private final DoubleSupplier random;

  /**
   * @param random jitter from 0 to 1, so that clients that fail together do not retry together
   */
  Retrier(FederationOptions options, Delays delays, DoubleSupplier random) {
    this.options = options;
    this.delays = delays;
    this.backOff = new SharedBackOff(delays);
    this.random = random;
  }

  /** Reads a resource that may not exist: a 404 is not retried. */
  <T> Mono<T> read(Mono<T> attempt) {
    return send(attempt, EnumSet.of(FailureKind.THROTTLED));
  }

  /** Lists child resources of an identity that may not be replicated yet: a 404 is retried. */
  <T> Mono<T> list(Mono<T> attempt) {
    return send(attempt, EnumSet.of(FailureKind.THROTTLED, FailureKind.NOT_FOUND));
  }

  /** Writes a child resource of an identity that may not be replicated yet: a 404 is retried. */
  <T> Mono<T> write(Mono<T> attempt) {
    return send(
        attempt,
        EnumSet.of(FailureKind.THROTTLED, FailureKind.NOT_FOUND, FailureKind.CONCURRENT_WRITE));
  }

  /** Deletes a resource that may not exist: a 404 is not retried. */
  <T> Mono<T> delete(Mono<T> attempt) {
    return send(attempt, EnumSet.of(FailureKind.THROTTLED, FailureKind.CONCURRENT_WRITE));
  }

  /** Returns the exponential back-off delay, with jitter, after the given number of retries. */
  Duration backOffDelay(long retries) {
    var doublings = (int) Math.min(retries, MAX_DOUBLINGS);
    var uncapped = options.baseDelay().multipliedBy(1L << doublings);
    var capped = uncapped.compareTo(options.maxDelay()) > 0 ? options.maxDelay() : uncapped;
    return Duration.ofNanos((long) (capped.toNanos() * (0.5 + random.getAsDouble() / 2)));
  }

  private <T> Mono<T> send(Mono<T> attempt, Set<FailureKind> retryable) {
    return delays.retry(
        backOff.awaitEnd().then(attempt),
        (failure, retries, elapsed) -> {
          var failureKind = FailureKind.of(failure);
          if (!retryable.contains(failureKind) || !options.retries(failureKind)) {
            return Mono.error(failure);
          }
          var delay = delay(failureKind, failure, retries);
          if (elapsed.plus(delay).compareTo(options.limit(failureKind)) > 0) {
            return Mono.error(failure);
          }
          if (failureKind == FailureKind.THROTTLED) {
            backOff.backOffFor(delay);
          }
          return Mono.just(delay);
        });
  }

  private Duration delay(FailureKind failureKind, Throwable failure, long retries) {
    return failureKind == FailureKind.THROTTLED
        ? RetryAfter.of(failure, delays.now()).orElseGet(() -> backOffDelay(retries))
        : backOffDelay(retries);
  }
}
