package dev.msi4j.federation;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.DoubleSupplier;
import reactor.core.publisher.Mono;

/** Sends, and sends again while Azure refuses for a reason that passes. */
final class Retrier {
  private static final int MOST_DOUBLINGS = 30;

  private final FederationOptions options;
  private final Delays delays;
  private final SharedBackOff backOff;
  private final DoubleSupplier random;

  /**
   * @param random numbers from 0 to 1, so that those who were refused together do not come back
   *     together
   */
  Retrier(FederationOptions options, Delays delays, DoubleSupplier random) {
    this.options = options;
    this.delays = delays;
    this.backOff = new SharedBackOff(delays);
    this.random = random;
  }

  /** Reads what may not be there. */
  <T> Mono<T> read(Mono<T> attempt) {
    return send(attempt, EnumSet.of(FailureKind.THROTTLED));
  }

  /** Reads below an identity that may be young. */
  <T> Mono<T> list(Mono<T> attempt) {
    return send(attempt, EnumSet.of(FailureKind.THROTTLED, FailureKind.NOT_FOUND));
  }

  /** Writes below an identity that may be young. */
  <T> Mono<T> write(Mono<T> attempt) {
    return send(
        attempt,
        EnumSet.of(FailureKind.THROTTLED, FailureKind.NOT_FOUND, FailureKind.CONCURRENT_WRITE));
  }

  /** Deletes what may not be there. */
  <T> Mono<T> delete(Mono<T> attempt) {
    return send(attempt, EnumSet.of(FailureKind.THROTTLED, FailureKind.CONCURRENT_WRITE));
  }

  /** How long to wait before the attempt that follows so many others. */
  Duration growing(long retries) {
    var doublings = (int) Math.min(retries, MOST_DOUBLINGS);
    var whole = options.baseDelay().multipliedBy(1L << doublings);
    var capped = whole.compareTo(options.maxDelay()) > 0 ? options.maxDelay() : whole;
    return Duration.ofNanos((long) (capped.toNanos() * (0.5 + random.getAsDouble() / 2)));
  }

  private <T> Mono<T> send(Mono<T> attempt, Set<FailureKind> passing) {
    return delays.repeat(
        backOff.pass().then(attempt),
        (failure, retries, elapsed) -> {
          var failureKind = FailureKind.of(failure);
          if (!passing.contains(failureKind) || !options.retries(failureKind)) {
            return Mono.error(failure);
          }
          var delay = delay(failureKind, failure, retries);
          if (elapsed.plus(delay).compareTo(options.limit(failureKind)) > 0) {
            return Mono.error(failure);
          }
          if (failureKind == FailureKind.THROTTLED) {
            backOff.holdFor(delay);
          }
          return Mono.just(delay);
        });
  }

  private Duration delay(FailureKind failureKind, Throwable failure, long retries) {
    return failureKind == FailureKind.THROTTLED
        ? RetryAfter.of(failure, delays.now()).orElseGet(() -> growing(retries))
        : growing(retries);
  }
}
