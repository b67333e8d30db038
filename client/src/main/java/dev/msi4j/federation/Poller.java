package dev.msi4j.federation;

import com.azure.core.exception.HttpResponseException;
import dev.msi4j.ArmError;
import dev.msi4j.Identity;
import dev.msi4j.ResourceId;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** Waits until what has been written can be seen, for so long and no longer. */
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

  Mono<Identity> readable(ResourceId identity, int consecutiveReads) {
    return Mono.defer(() -> {
      var reads = new AtomicInteger();
      var read =
          retrier
              .read(clientAdapter.identity(identity))
              .doOnError(failure -> reads.set(0))
              .flatMap(found ->
                  reads.incrementAndGet() < consecutiveReads
                      ? Mono.error(new NotYetException(reads + " reads in a row succeeded"))
                      : Mono.just(found));
      return until(
          identity + " could not be read " + consecutiveReads + " times in a row",
          read,
          failure -> failure instanceof NotYetException || FailureKind.isNotFound(failure));
    });
  }

  Mono<Void> absent(ResourceId identity, String name) {
    var deleted =
        retrier
            .read(clientAdapter.get(identity, name))
            .flatMap(found -> Mono.<Void>error(new NotYetException("it is still there")))
            .onErrorResume(FailureKind::isNotFound, failure -> Mono.empty());
    return until(
        "the credential " + name + " of " + identity + " did not go away",
        deleted,
        NotYetException.class::isInstance);
  }

  <T> Mono<T> principal(String principalId, Mono<T> probe) {
    return until(
        "the principal " + principalId + " was not found",
        retrier.read(probe),
        Poller::isPrincipalNotFound);
  }

  private <T> Mono<T> until(String unmet, Mono<T> attempt, Predicate<Throwable> notYet) {
    return delays.repeat(
        attempt,
        (failure, retries, elapsed) -> {
          if (!notYet.test(failure)) {
            return Mono.error(failure);
          }
          if (elapsed.plus(options.awaitInterval()).compareTo(options.awaitTimeout()) > 0) {
            return Mono.error(
                new AwaitTimeoutException(
                    unmet
                        + " within "
                        + options.awaitTimeout().toSeconds()
                        + " seconds; at last: "
                        + failure.getMessage(),
                    failure));
          }
          return Mono.just(options.awaitInterval());
        });
  }

  /**
   * Resource Manager answers 400 with this code until the directory has brought the principal
   * everywhere. Other libraries keep the code elsewhere, but all have it in the message.
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

  /** Says that an attempt went well and is not yet enough. */
  private static final class NotYetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotYetException(String what) {
      super(what, null, false, false);
    }
  }
}
