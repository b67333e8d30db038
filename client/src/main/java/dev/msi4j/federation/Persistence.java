package dev.msi4j.federation;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.DoubleSupplier;
import reactor.core.publisher.Mono;

/** Sends, and sends again while Azure refuses for a reason that passes. */
final class Persistence {
  private static final int MOST_DOUBLINGS = 30;

  private final FederationOptions options;
  private final Waits waits;
  private final SharedBackOff backOff;
  private final DoubleSupplier random;

  /**
   * @param random numbers from 0 to 1, so that those who were refused together do not come back
   *     together
   */
  Persistence(FederationOptions options, Waits waits, DoubleSupplier random) {
    this.options = options;
    this.waits = waits;
    this.backOff = new SharedBackOff(waits);
    this.random = random;
  }

  /** Reads what may not be there. */
  <T> Mono<T> read(Mono<T> attempt) {
    return send(attempt, EnumSet.of(Refusal.THROTTLED));
  }

  /** Reads below an identity that may be young. */
  <T> Mono<T> list(Mono<T> attempt) {
    return send(attempt, EnumSet.of(Refusal.THROTTLED, Refusal.NOT_THERE));
  }

  /** Writes below an identity that may be young. */
  <T> Mono<T> write(Mono<T> attempt) {
    return send(
        attempt, EnumSet.of(Refusal.THROTTLED, Refusal.NOT_THERE, Refusal.CONCURRENT_WRITE));
  }

  /** Deletes what may not be there. */
  <T> Mono<T> delete(Mono<T> attempt) {
    return send(attempt, EnumSet.of(Refusal.THROTTLED, Refusal.CONCURRENT_WRITE));
  }

  /** How long to wait before the attempt that follows so many others. */
  Duration growing(long retries) {
    var doublings = (int) Math.min(retries, MOST_DOUBLINGS);
    var whole = options.firstDelay().multipliedBy(1L << doublings);
    var capped = whole.compareTo(options.longestDelay()) > 0 ? options.longestDelay() : whole;
    return Duration.ofNanos((long) (capped.toNanos() * (0.5 + random.getAsDouble() / 2)));
  }

  private <T> Mono<T> send(Mono<T> attempt, Set<Refusal> passing) {
    return waits.repeat(
        backOff.pass().then(attempt),
        (failure, retries, elapsed) -> {
          var refusal = Refusal.of(failure);
          if (!passing.contains(refusal) || !options.retries(refusal)) {
            return Mono.error(failure);
          }
          var delay = delay(refusal, failure, retries);
          if (elapsed.plus(delay).compareTo(options.limit(refusal)) > 0) {
            return Mono.error(failure);
          }
          if (refusal == Refusal.THROTTLED) {
            backOff.holdFor(delay);
          }
          return Mono.just(delay);
        });
  }

  private Duration delay(Refusal refusal, Throwable failure, long retries) {
    return refusal == Refusal.THROTTLED
        ? RetryAfter.of(failure, waits.now()).orElseGet(() -> growing(retries))
        : growing(retries);
  }
}
