package dev.msi4j.federation;

import com.azure.core.exception.HttpResponseException;
import dev.msi4j.ArmError;
import dev.msi4j.Identity;
import dev.msi4j.ResourceId;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** Polls until a change is visible, and fails after the await timeout. */
final class Poller {
  private final ClientAdapter clientAdapter;
  private final Retrier retrier;
  private final Delays delays;
  private final FederationOptions options;

  Poller(ClientAdapter clientAdapter, Retrier retrier, Delays delays, FederationOptions options) {
    this.clientAdapter = clientAdapter;
    this.retrier = retrier;
    this.delays = delays;
    this.options = options;
  }

  Mono<Identity> awaitReadable(ResourceId identity, int consecutiveReads) {
    return Mono.defer(() -> {
      var reads = new AtomicInteger();
      var read =
          retrier
              .read(clientAdapter.identity(identity))
              .doOnError(failure -> reads.set(0))
              .flatMap(found ->
                  reads.incrementAndGet() < consecutiveReads
                      ? Mono.error(
                          new StateNotReachedException(reads + " reads in a row succeeded"))
                      : Mono.just(found));
      return poll(
          identity + " could not be read " + consecutiveReads + " times in a row",
          read,
          failure ->
              failure instanceof StateNotReachedException || FailureKind.isNotFound(failure));
    });
  }

  Mono<Void> awaitDeleted(ResourceId identity, String name) {
    var deleted =
        retrier
            .read(clientAdapter.get(identity, name))
            .flatMap(found ->
                Mono.<Void>error(new StateNotReachedException("the credential still exists")))
            .onErrorResume(FailureKind::isNotFound, failure -> Mono.empty());
    return poll(
        "the credential " + name + " of " + identity + " was not deleted",
        deleted,
        StateNotReachedException.class::isInstance);
  }

  <T> Mono<T> awaitPrincipal(String principalId, Mono<T> probe) {
    return poll(
        "the principal " + principalId + " was not found",
        retrier.read(probe),
        Poller::isPrincipalNotFound);
  }

  private <T> Mono<T> poll(
      String failureMessage, Mono<T> attempt, Predicate<Throwable> isRetryable) {
    return delays.retry(
        attempt,
        (failure, retries, elapsed) -> {
          if (!isRetryable.test(failure)) {
            return Mono.error(failure);
          }
          if (elapsed.plus(options.awaitInterval()).compareTo(options.awaitTimeout()) > 0) {
            return Mono.error(
                new AwaitTimeoutException(
                    failureMessage
                        + " within "
                        + options.awaitTimeout().toSeconds()
                        + " seconds; last error:  "
                        + failure.getMessage(),
                    failure));
          }
          return Mono.just(options.awaitInterval());
        });
  }

  /**
   * Returns whether Resource Manager rejected the call with status 400 and the code
   * PrincipalNotFound, as it does until the principal is replicated in Entra ID. Other libraries
   * store the code in other places, but all include it in the message.
   */
  private static boolean isPrincipalNotFound(Throwable failure) {
    return failure instanceof HttpResponseException exception
        && (ArmError.of(exception)
                .map(ArmError::code)
                .filter("PrincipalNotFound"::equals)
                .isPresent()
            || Objects.requireNonNullElse(exception.getMessage(), "")
                .contains("PrincipalNotFound"));
  }

  /** Signals a successful read that does not yet show the expected state. */
  private static final class StateNotReachedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StateNotReachedException(String message) {
      super(message, null, false, false);
    }
  }
}
