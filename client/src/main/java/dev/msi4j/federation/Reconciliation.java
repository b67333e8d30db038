package dev.msi4j.federation;

import com.azure.core.http.rest.Response;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ResourceId;
import dev.msi4j.federation.DesiredCredentials.Desired;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings the credentials of one identity to what is wanted. It looks once and then acts; only where
 * somebody else was quicker with a credential it looks again.
 */
final class Reconciliation {
  private static final int CREATED = 201;

  private final Credentials credentials;
  private final Retrier retrier;
  private final Delays delays;
  private final FederationOptions options;
  private final ResourceId identity;
  private final DesiredCredentials desired;
  private final Instant start;
  private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> deletions = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  Reconciliation(
      Credentials credentials,
      Retrier retrier,
      Delays delays,
      FederationOptions options,
      ResourceId identity,
      DesiredCredentials desired) {
    this.credentials = credentials;
    this.retrier = retrier;
    this.delays = delays;
    this.options = options;
    this.identity = identity;
    this.desired = desired;
    this.start = delays.now();
  }

  Flux<CredentialOutcome> outcomes() {
    return round(pending(), 0);
  }

  /** The outcomes there would be if all went well; nothing is written. */
  Flux<CredentialOutcome> plan() {
    return credentials
        .list(identity)
        .flatMapMany(existing ->
            Flux.fromIterable(changes(existing, pending()))
                .concatMap(change -> limited(change, Mono.fromSupplier(() -> done(change)))));
  }

  private List<Desired> pending() {
    return desired.all().stream()
        .map(desired ->
            new Desired(
                desired.name(), TrustKey.withAudience(desired.credential(), options.cloud())))
        .toList();
  }

  private Flux<CredentialOutcome> round(List<Desired> pending, int rounds) {
    return credentials
        .list(identity)
        .map(existing -> changes(existing, pending))
        .map(changes -> takeAll(changes, rounds))
        .onErrorResume(
            Reconciliation::isOutcome,
            failure -> Mono.just(Flux.fromIterable(pending).map(each -> failed(each, failure))))
        .flatMapMany(outcomes -> outcomes);
  }

  private List<Change> changes(List<FederatedIdentityCredential> existing, List<Desired> pending) {
    names.clear();
    existing.stream().map(Change::nameOf).forEach(names::add);
    return Change.between(existing, desired, pending, deletions);
  }

  private Flux<CredentialOutcome> takeAll(List<Change> changes, int rounds) {
    var again = new ArrayList<Desired>();
    return Flux.fromIterable(changes)
        .concatMap(change -> take(change, again, rounds))
        .concatWith(
            Flux.defer(() ->
                again.isEmpty()
                    ? Flux.empty()
                    : delays.pause(retrier.growing(rounds)).thenMany(round(again, rounds + 1))));
  }

  private Mono<CredentialOutcome> take(Change change, List<Desired> again, int rounds) {
    return limited(change, act(change))
        .onErrorResume(
            Reconciliation::isOutcome,
            failure -> {
              if (change.desired() != null
                  && FailureKind.of(failure) == FailureKind.DUPLICATE_SUBJECT
                  && isTimeFor(rounds)) {
                again.add(change.desired());
                return Mono.empty();
              }
              return Mono.just(
                  CredentialOutcome.failed(identity, change.name(), change.credential(), failure));
            });
  }

  private Mono<CredentialOutcome> act(Change change) {
    return switch (change.status()) {
      case CREATED, UPDATED ->
          credentials
              .put(identity, change.name(), change.credential())
              .map(response -> written(change, response));
      case DELETED -> {
        deletions.add(change.name());
        yield credentials
            .deleteListed(identity, change.name())
            .then(Mono.fromSupplier(() -> done(change)));
      }
      case UNCHANGED, FAILED -> Mono.fromSupplier(() -> done(change));
    };
  }

  /** Counts before it creates: Azure's own refusal would not say who has taken the room. */
  private Mono<CredentialOutcome> limited(Change change, Mono<CredentialOutcome> action) {
    return Mono.defer(() -> {
      if (change.status() == CredentialStatus.CREATED && names.size() >= Capacity.LIMIT) {
        var used = new Capacity(identity, List.copyOf(names));
        return Mono.just(
            CredentialOutcome.failed(
                identity,
                change.name(),
                change.credential(),
                new CredentialLimitException(used, TrustKey.of(change.credential()).toString())));
      }
      return action;
    });
  }

  private CredentialOutcome done(Change change) {
    if (change.status() == CredentialStatus.CREATED) {
      names.add(change.name());
    } else if (change.status() == CredentialStatus.DELETED) {
      names.remove(change.name());
    }
    return CredentialOutcome.of(identity, change.status(), change.name(), change.credential());
  }

  /** Azure says whether a write created; somebody else may have done that in the meantime. */
  private CredentialOutcome written(Change change, Response<FederatedIdentityCredential> response) {
    done(change);
    var status =
        response.getStatusCode() == CREATED ? CredentialStatus.CREATED : CredentialStatus.UPDATED;
    return CredentialOutcome.of(identity, status, change.name(), response.getValue());
  }

  private CredentialOutcome failed(Desired desired, Throwable failure) {
    return CredentialOutcome.failed(identity, desired.nameToTry(), desired.credential(), failure);
  }

  /** Whether the failure is one of a credential, and not the end of all. */
  private static boolean isOutcome(Throwable failure) {
    return failure instanceof Exception && !Blocking.isInterruption(failure);
  }

  private boolean isTimeFor(int rounds) {
    var elapsed = Duration.between(start, delays.now());
    return elapsed.plus(retrier.growing(rounds)).compareTo(options.retryTimeout()) <= 0;
  }
}
