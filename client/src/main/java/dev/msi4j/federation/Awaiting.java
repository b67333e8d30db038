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
final class Awaiting {
  private final Service service;
  private final Persistence persistence;
  private final Waits waits;
  private final FederationOptions options;

  Awaiting(Service service, Persistence persistence, Waits waits, FederationOptions options) {
    this.service = service;
    this.persistence = persistence;
    this.waits = waits;
    this.options = options;
  }

  Mono<Identity> readable(ResourceId identity, int consecutiveReads) {
    return Mono.defer(() -> {
      var reads = new AtomicInteger();
      var read =
          persistence
              .read(service.identity(identity))
              .doOnError(failure -> reads.set(0))
              .flatMap(found ->
                  reads.incrementAndGet() < consecutiveReads
                      ? Mono.error(new NotYet(reads + " reads in a row succeeded"))
                      : Mono.just(found));
      return until(
          identity + " could not be read " + consecutiveReads + " times in a row",
          read,
          failure -> failure instanceof NotYet || Refusal.isNotFound(failure));
    });
  }

  Mono<Void> absent(ResourceId identity, String name) {
    var gone =
        persistence
            .read(service.get(identity, name))
            .flatMap(found -> Mono.<Void>error(new NotYet("it is still there")))
            .onErrorResume(Refusal::isNotFound, failure -> Mono.empty());
    return until(
        "the credential " + name + " of " + identity + " did not go away",
        gone,
        NotYet.class::isInstance);
  }

  <T> Mono<T> principal(String principalId, Mono<T> probe) {
    return until(
        "the principal " + principalId + " was not found",
        persistence.read(probe),
        Awaiting::isPrincipalNotFound);
  }

  private <T> Mono<T> until(String unmet, Mono<T> attempt, Predicate<Throwable> notYet) {
    return waits.repeat(
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
    return failure instanceof HttpResponseException refused
        && (ArmError.of(refused).map(ArmError::code).filter("PrincipalNotFound"::equals).isPresent()
            || Objects.requireNonNullElse(refused.getMessage(), "").contains("PrincipalNotFound"));
  }

  /** Says that an attempt went well and is not yet enough. */
  private static final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotYet(String what) {
      super(what, null, false, false);
    }
  }
}
