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
  private final Service service;
  private final FederationOptions options;
  private final Waits waits;
  private final Persistence persistence;
  private final Awaiting awaiting;
  private final Credentials credentials;

  FederationCalls(Service service, FederationOptions options, Waits waits, DoubleSupplier random) {
    this.service = service;
    this.options = options;
    this.waits = waits;
    this.persistence = new Persistence(options, waits, random);
    this.awaiting = new Awaiting(service, persistence, waits, options);
    this.credentials =
        new Credentials(service, persistence, new WriteTurns(waits), awaiting, options);
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
              each -> reconcile(each.getKey(), each.getValue()).subscribeOn(waits.workers()),
              options.parallelism());
    });
  }

  Mono<Capacity> capacity(ResourceId identity) {
    return Mono.defer(() -> credentials.list(checked(identity)))
        .map(there -> new Capacity(identity, there.stream().map(Change::nameOf).toList()));
  }

  Mono<SubjectPlacement> place(List<ResourceId> identities, Collection<FederatedSubject> subjects) {
    Checks.items("subjects", subjects);
    return Flux.fromIterable(Checks.items("identities", identities))
        .concatMap(identity ->
            Mono.defer(() -> credentials.list(checked(identity)))
                .map(there -> Map.entry(identity, there)))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue, LinkedHashMap::new)
        .map(there -> SubjectPlacement.of(there, subjects));
  }

  Mono<Diagnosis> diagnose(ResourceId identity, PresentedToken token) {
    return Mono.defer(() -> credentials.list(checked(identity)))
        .map(there -> Diagnosis.of(token, there, waits.now()));
  }

  Mono<Identity> awaitReadable(ResourceId identity, int consecutiveReads) {
    return Mono.defer(() ->
        awaiting.readable(
            checked(identity), Checks.atLeastOne("consecutiveReads", consecutiveReads)));
  }

  <T> Mono<T> awaitPrincipal(String principalId, Mono<T> probe) {
    return Mono.defer(() -> awaiting.principal(Checks.part("principalId", principalId, ""), probe));
  }

  Mono<IdentityDeletion> deleteIfUnused(ResourceId identity) {
    return Mono.defer(() -> persistence.read(service.associatedResources(checked(identity))))
        .flatMap(users ->
            users.isEmpty()
                ? deleted(identity)
                : Mono.just(new IdentityDeletion(identity, IdentityDeletion.Status.IN_USE, users)))
        .onErrorResume(Refusal::isNotFound, failure -> absentOr(identity, failure));
  }

  private Mono<IdentityDeletion> deleted(ResourceId identity) {
    return persistence
        .read(service.deleteIdentity(identity))
        .map(result ->
            result == DeleteResult.DELETED
                ? new IdentityDeletion(identity, IdentityDeletion.Status.DELETED, List.of())
                : absent(identity));
  }

  /** A list that was not found may be an operation that Azure has no more. */
  private Mono<IdentityDeletion> absentOr(ResourceId identity, Throwable failure) {
    return persistence
        .read(service.identity(identity))
        .map(found -> true)
        .onErrorResume(Refusal::isNotFound, gone -> Mono.just(false))
        .flatMap(there -> there ? Mono.error(failure) : Mono.just(absent(identity)));
  }

  private static IdentityDeletion absent(ResourceId identity) {
    return new IdentityDeletion(identity, IdentityDeletion.Status.ABSENT, List.of());
  }

  private Reconciliation reconciliation(ResourceId identity, DesiredCredentials desired) {
    return new Reconciliation(credentials, persistence, waits, options, checked(identity), desired);
  }

  private ResourceId checked(ResourceId identity) {
    return Checks.identity(identity, service.subscriptionId());
  }
}
