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
 * Reconciles the credentials of one identity with the desired set. Lists the credentials once and
 * writes the differences; lists again only if a write fails because another client created the same
 * issuer and subject.
 */
final class Reconciliation {
  private static final int CREATED = 201;

  private final CredentialOperations credentials;
  private final Retrier retrier;
  private final Delays delays;
  private final FederationOptions options;
  private final ResourceId identity;
  private final DesiredCredentials desired;
  private final Instant start;
  private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> attemptedDeletions = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  Reconciliation(
      CredentialOperations credentials,
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
    return attempt(pending(), 0);
  }

  /** Returns the outcomes assuming that every write succeeds. Sends no write. */
  Flux<CredentialOutcome> plan() {
    return credentials.list(identity).flatMapMany(this::plan);
  }

  /** Returns the outcomes for these existing credentials, assuming that every write succeeds. */
  Flux<CredentialOutcome> plan(List<FederatedIdentityCredential> existing) {
    return Flux.fromIterable(changes(existing, pending()))
        .concatMap(
            change -> withLimitCheck(change, Mono.fromSupplier(() -> recordOutcome(change))));
  }

  private List<Desired> pending() {
    return desired.all().stream()
        .map(desired ->
            new Desired(
                desired.name(), TrustKey.withAudience(desired.credential(), options.cloud())))
        .toList();
  }

  private Flux<CredentialOutcome> attempt(List<Desired> pending, int retries) {
    return credentials
        .list(identity)
        .map(existing -> changes(existing, pending))
        .map(changes -> applyAll(changes, retries))
        .onErrorResume(
            Reconciliation::isCredentialFailure,
            failure -> Mono.just(Flux.fromIterable(pending).map(each -> failed(each, failure))))
        .flatMapMany(outcomes -> outcomes);
  }

  private List<Change> changes(List<FederatedIdentityCredential> existing, List<Desired> pending) {
    names.clear();
    existing.stream().map(Change::nameOf).forEach(names::add);
    return Change.between(existing, desired, pending, attemptedDeletions);
  }

  private Flux<CredentialOutcome> applyAll(List<Change> changes, int retries) {
    var conflicts = new ArrayList<Desired>();
    return Flux.fromIterable(changes)
        .concatMap(change -> apply(change, conflicts, retries))
        .concatWith(
            Flux.defer(() ->
                conflicts.isEmpty()
                    ? Flux.empty()
                    : delays
                        .pause(retrier.backOffDelay(retries))
                        .thenMany(attempt(conflicts, retries + 1))));
  }

  private Mono<CredentialOutcome> apply(Change change, List<Desired> conflicts, int retries) {
    return withLimitCheck(change, execute(change))
        .onErrorResume(
            Reconciliation::isCredentialFailure,
            failure -> {
              if (change.desired() != null
                  && FailureKind.of(failure) == FailureKind.DUPLICATE_SUBJECT
                  && canRetry(retries)) {
                conflicts.add(change.desired());
                return Mono.empty();
              }
              return Mono.just(
                  CredentialOutcome.failed(identity, change.name(), change.credential(), failure));
            });
  }

  private Mono<CredentialOutcome> execute(Change change) {
    return switch (change.status()) {
      case CREATED, UPDATED ->
          credentials
              .put(identity, change.name(), change.credential())
              .map(response -> written(change, response));
      case DELETED -> {
        attemptedDeletions.add(change.name());
        yield credentials
            .deleteListed(identity, change.name())
            .then(Mono.fromSupplier(() -> recordOutcome(change)));
      }
      case UNCHANGED, FAILED -> Mono.fromSupplier(() -> recordOutcome(change));
    };
  }

  /**
   * Checks the limit before a creation, because Azure's own error does not list the existing
   * credentials.
   */
  private Mono<CredentialOutcome> withLimitCheck(Change change, Mono<CredentialOutcome> action) {
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

  private CredentialOutcome recordOutcome(Change change) {
    if (change.status() == CredentialStatus.CREATED) {
      names.add(change.name());
    } else if (change.status() == CredentialStatus.DELETED) {
      names.remove(change.name());
    }
    return CredentialOutcome.of(identity, change.status(), change.name(), change.credential());
  }

  /**
   * Derives the status from Azure's response: another client may have created the credential since
   * the list request.
   */
  private CredentialOutcome written(Change change, Response<FederatedIdentityCredential> response) {
    recordOutcome(change);
    var status =
        response.getStatusCode() == CREATED ? CredentialStatus.CREATED : CredentialStatus.UPDATED;
    return CredentialOutcome.of(identity, status, change.name(), response.getValue());
  }

  private CredentialOutcome failed(Desired desired, Throwable failure) {
    return CredentialOutcome.failed(
        identity, desired.preferredName(), desired.credential(), failure);
  }

  /**
   * Returns whether the failure affects one credential only; an interruption ends the
   * reconciliation.
   */
  private static boolean isCredentialFailure(Throwable failure) {
    return failure instanceof Exception && !Blocking.isInterruption(failure);
  }

  private boolean canRetry(int retries) {
    var elapsed = Duration.between(start, delays.now());
    return elapsed.plus(retrier.backOffDelay(retries)).compareTo(options.retryTimeout()) <= 0;
  }
}
