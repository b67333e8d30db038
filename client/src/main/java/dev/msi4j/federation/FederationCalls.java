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

/** What {@link FederationClient} and its asynchronous twin can do, written once for both. */
final class FederationCalls {
  private final ClientAdapter clientAdapter;
  private final FederationOptions options;
  private final Delays delays;
  private final Retrier retrier;
  private final Poller poller;
  private final Credentials credentials;

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
        new Credentials(clientAdapter, retrier, new PerIdentitySerializer(delays), poller, options);
  }

  Mono<FederatedIdentityCredential> createOrUpdate(
      ResourceId identity, String name, FederatedIdentityCredential credential) {
    return Mono.defer(() -> credentials.put(checked(identity), name, credential))
        .map(Response::getValue);
  }

  Mono<DeleteResult> delete(ResourceId identity, String name) {
    return Mono.defer(() -> credentials.delete(checked(identity), name));
  }

  Mono<FederatedIdentityCredential> recreate(ResourceId identity, String name) {
    return Mono.defer(() -> credentials.recreate(checked(identity), name));
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
    return Flux.defer(() -> reconciliation(identity, Checks.present("desired", desired)).plan());
  }

  Flux<CredentialOutcome> reconcile(ResourceId identity, DesiredCredentials desired) {
    return Flux.defer(
        () -> reconciliation(identity, Checks.present("desired", desired)).outcomes());
  }

  Flux<CredentialOutcome> reconcileAll(Map<ResourceId, DesiredCredentials> desired) {
    return Flux.defer(() -> {
      Checks.entries("desired", desired).keySet().forEach(this::checked);
      return Flux.fromIterable(new LinkedHashMap<>(desired).entrySet())
          .flatMap(
              each -> reconcile(each.getKey(), each.getValue()).subscribeOn(delays.workers()),
              options.parallelism());
    });
  }

  Mono<Capacity> capacity(ResourceId identity) {
    return Mono.defer(() -> credentials.list(checked(identity)))
        .map(existing -> new Capacity(identity, existing.stream().map(Change::nameOf).toList()));
  }

  Mono<SubjectPlacement> place(List<ResourceId> identities, Collection<FederatedSubject> subjects) {
    Checks.items("subjects", subjects);
    return Flux.fromIterable(Checks.items("identities", identities))
        .concatMap(identity ->
            Mono.defer(() -> credentials.list(checked(identity)))
                .map(existing -> Map.entry(identity, existing)))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue, LinkedHashMap::new)
        .map(existing -> SubjectPlacement.of(existing, subjects));
  }

  Mono<Diagnosis> diagnose(ResourceId identity, PresentedToken token) {
    return Mono.defer(() -> credentials.list(checked(identity)))
        .map(existing -> Diagnosis.of(token, existing, delays.now()));
  }

  Mono<Identity> awaitReadable(ResourceId identity, int consecutiveReads) {
    return Mono.defer(() ->
        poller.readable(
            checked(identity), Checks.atLeastOne("consecutiveReads", consecutiveReads)));
  }

  <T> Mono<T> awaitPrincipal(String principalId, Mono<T> probe) {
    return Mono.defer(() -> poller.principal(Checks.part("principalId", principalId, ""), probe));
  }

  Mono<DeleteIfUnusedResult> deleteIfUnused(ResourceId identity) {
    return Mono.defer(() -> retrier.read(clientAdapter.associatedResources(checked(identity))))
        .flatMap(users ->
            users.isEmpty()
                ? deleted(identity)
                : Mono.just(
                    new DeleteIfUnusedResult(identity, DeleteIfUnusedResult.Status.IN_USE, users)))
        .onErrorResume(FailureKind::isNotFound, failure -> absentOr(identity, failure));
  }

  private Mono<DeleteIfUnusedResult> deleted(ResourceId identity) {
    return retrier
        .read(clientAdapter.deleteIdentity(identity))
        .map(result ->
            result == DeleteResult.DELETED
                ? new DeleteIfUnusedResult(identity, DeleteIfUnusedResult.Status.DELETED, List.of())
                : absent(identity));
  }

  /** A list that was not found may be an operation that Azure has no more. */
  private Mono<DeleteIfUnusedResult> absentOr(ResourceId identity, Throwable failure) {
    return retrier
        .read(clientAdapter.identity(identity))
        .map(found -> true)
        .onErrorResume(FailureKind::isNotFound, deleted -> Mono.just(false))
        .flatMap(existing -> existing ? Mono.error(failure) : Mono.just(absent(identity)));
  }

  private static DeleteIfUnusedResult absent(ResourceId identity) {
    return new DeleteIfUnusedResult(identity, DeleteIfUnusedResult.Status.NOT_FOUND, List.of());
  }

  private Reconciliation reconciliation(ResourceId identity, DesiredCredentials desired) {
    return new Reconciliation(credentials, retrier, delays, options, checked(identity), desired);
  }

  private ResourceId checked(ResourceId identity) {
    return Checks.identity(identity, clientAdapter.subscriptionId());
  }
}
