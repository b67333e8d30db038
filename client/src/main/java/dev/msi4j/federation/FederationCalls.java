package dev.msi4j.federation;

import com.azure.core.http.rest.Response;
import dev.msi4j.DeleteResult;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ResourceId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Implements the operations of {@link FederationClient} and {@link FederationAsyncClient}. */
final class FederationCalls {
  private final ClientAdapter clientAdapter;
  private final FederationOptions options;
  private final Delays delays;
  private final Retrier retrier;
  private final Poller poller;
  private final CredentialOperations credentials;

  FederationCalls(
      ClientAdapter clientAdapter,
      FederationOptions options,
      Delays delays,
      DoubleSupplier random) {
    this.clientAdapter = clientAdapter;
    this.options = options;
    this.delays = delays;
    this.retrier = new Retrier(options, delays, random);
    this.poller = new Poller(clientAdapter, retrier, delays, options);
    this.credentials =
        new CredentialOperations(
            clientAdapter, retrier, new PerIdentitySerializer(delays), poller, options);
  }

  Mono<FederatedIdentityCredential> createOrUpdate(
      ResourceId identity, String name, FederatedIdentityCredential credential) {
    return Mono.defer(() -> credentials.put(validated(identity), name, credential))
        .map(Response::getValue);
  }

  Mono<DeleteResult> delete(ResourceId identity, String name) {
    return Mono.defer(() -> credentials.delete(validated(identity), name));
  }

  Mono<FederatedIdentityCredential> recreate(ResourceId identity, String name) {
    return Mono.defer(() -> credentials.recreate(validated(identity), name));
  }

  Mono<FederatedIdentityCredential> ensure(
      ResourceId identity, FederatedIdentityCredential credential) {
    return Mono.defer(() ->
            reconcile(identity, DesiredCredentials.builder().credential(credential).build())
                .single())
        .flatMap(outcome -> {
          var failure = outcome.failure();
          return failure == null ? Mono.just(outcome.credential()) : Mono.error(failure);
        });
  }

  Flux<CredentialOutcome> plan(ResourceId identity, DesiredCredentials desired) {
    return Flux.defer(
        () -> reconciliation(identity, Preconditions.requireNonNull("desired", desired)).plan());
  }

  Flux<CredentialOutcome> plan(
      ResourceId identity, DesiredCredentials desired, List<FederatedIdentityCredential> existing) {
    var known = List.copyOf(Preconditions.requireNonNullItems("existing", existing));
    return Flux.defer(() ->
        reconciliation(identity, Preconditions.requireNonNull("desired", desired)).plan(known));
  }

  Flux<CredentialOutcome> reconcile(ResourceId identity, DesiredCredentials desired) {
    return Flux.defer(() ->
        reconciliation(identity, Preconditions.requireNonNull("desired", desired)).outcomes());
  }

  Flux<CredentialOutcome> reconcileAll(Map<ResourceId, DesiredCredentials> desired) {
    return Flux.defer(() -> {
      Preconditions.requireNonNullEntries("desired", desired).keySet().forEach(this::validated);
      return Flux.fromIterable(new LinkedHashMap<>(desired).entrySet())
          .flatMap(
              each -> reconcile(each.getKey(), each.getValue()).subscribeOn(delays.scheduler()),
              options.parallelism());
    });
  }

  Mono<Capacity> capacity(ResourceId identity) {
    return Mono.defer(() -> credentials.list(validated(identity)))
        .map(existing -> new Capacity(identity, existing.stream().map(Change::nameOf).toList()));
  }

  Mono<SubjectPlacement> place(List<ResourceId> identities, Collection<FederatedSubject> subjects) {
    Preconditions.requireNonNullItems("subjects", subjects);
    return Flux.fromIterable(Preconditions.requireNonNullItems("identities", identities))
        .concatMap(identity ->
            Mono.defer(() -> credentials.list(validated(identity)))
                .map(existing -> Map.entry(identity, existing)))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue, LinkedHashMap::new)
        .map(existing -> SubjectPlacement.of(existing, subjects));
  }

  Mono<Diagnosis> diagnose(ResourceId identity, PresentedToken token) {
    return Mono.defer(() -> credentials.list(validated(identity)))
        .map(existing -> Diagnosis.of(token, existing, delays.now()));
  }

  Mono<Identity> awaitReadable(ResourceId identity, int consecutiveReads) {
    return Mono.defer(() ->
        poller.awaitReadable(
            validated(identity),
            Preconditions.requireAtLeastOne("consecutiveReads", consecutiveReads)));
  }

  <T> Mono<T> awaitPrincipal(String principalId, Mono<T> probe) {
    return Mono.defer(() ->
        poller.awaitPrincipal(Preconditions.requireText("principalId", principalId, ""), probe));
  }

  Mono<DeleteIfUnusedResult> deleteIfUnused(ResourceId identity) {
    return Mono.defer(() -> retrier.read(clientAdapter.associatedResources(validated(identity))))
        .flatMap(resources ->
            resources.isEmpty()
                ? deleteIdentity(identity)
                : Mono.just(
                    new DeleteIfUnusedResult(
                        identity, DeleteIfUnusedResult.Status.IN_USE, resources)))
        .onErrorResume(FailureKind::isNotFound, failure -> notFoundOrError(identity, failure));
  }

  private Mono<DeleteIfUnusedResult> deleteIdentity(ResourceId identity) {
    return retrier
        .read(clientAdapter.deleteIdentity(identity))
        .map(result ->
            result == DeleteResult.DELETED
                ? new DeleteIfUnusedResult(identity, DeleteIfUnusedResult.Status.DELETED, List.of())
                : notFound(identity));
  }

  /** Distinguishes a missing identity from a list operation that Azure no longer supports. */
  private Mono<DeleteIfUnusedResult> notFoundOrError(ResourceId identity, Throwable failure) {
    return retrier
        .read(clientAdapter.identity(identity))
        .map(found -> true)
        .onErrorResume(FailureKind::isNotFound, notFound -> Mono.just(false))
        .flatMap(exists -> exists ? Mono.error(failure) : Mono.just(notFound(identity)));
  }

  private static DeleteIfUnusedResult notFound(ResourceId identity) {
    return new DeleteIfUnusedResult(identity, DeleteIfUnusedResult.Status.NOT_FOUND, List.of());
  }

  private Reconciliation reconciliation(ResourceId identity, DesiredCredentials desired) {
    return new Reconciliation(credentials, retrier, delays, options, validated(identity), desired);
  }

  private ResourceId validated(ResourceId identity) {
    return Preconditions.requireIdentity(identity, clientAdapter.subscriptionId());
  }
}
