package dev.msi4j.federation;

import dev.msi4j.DeleteResult;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityAsyncClient;
import dev.msi4j.ResourceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Federated identity credentials that work the first time; above a {@link
 * ManagedServiceIdentityAsyncClient}. The twin of {@link FederationClient}, which says more of each
 * operation. Any number of threads may use it, and there is nothing to close. Use one client in a
 * process.
 *
 * <p>Nothing is sent before a result is subscribed to; all failures come through it. No method
 * blocks, waits hold no thread, and cancelling ends them.
 */
public final class FederationAsyncClient {
  private final FederationCalls calls;

  FederationAsyncClient(FederationCalls calls) {
    this.calls = calls;
  }

  /** Returns a client with {@link FederationOptions#DEFAULT}. */
  public static FederationAsyncClient of(ManagedServiceIdentityAsyncClient client) {
    return of(client, FederationOptions.DEFAULT);
  }

  /** Returns a client with these options. */
  public static FederationAsyncClient of(
      ManagedServiceIdentityAsyncClient client, FederationOptions options) {
    return new FederationAsyncClient(
        new FederationCalls(
            new AsyncClientAdapter(client),
            options,
            new AsyncDelays(),
            () -> ThreadLocalRandom.current().nextDouble()));
  }

  /** Creates a credential or replaces an existing one in place. */
  public Mono<FederatedIdentityCredential> createOrUpdate(
      ResourceId identity, String name, FederatedIdentityCredential credential) {
    return calls.createOrUpdate(identity, name, credential);
  }

  /** Deletes a credential; one whose identity is gone is absent. */
  public Mono<DeleteResult> delete(ResourceId identity, String name) {
    return calls.delete(identity, name);
  }

  /** Brings one credential to what is wanted, and fails if that fails. */
  public Mono<FederatedIdentityCredential> ensure(
      ResourceId identity, FederatedIdentityCredential credential) {
    return calls.ensure(identity, credential);
  }

  /** Emits what {@link #reconcile} would do now, if all went well. */
  public Flux<CredentialOutcome> plan(ResourceId identity, DesiredCredentials desired) {
    return calls.plan(identity, desired);
  }

  /** Brings the credentials of an identity to what is desired, and emits outcomes as they come. */
  public Flux<CredentialOutcome> reconcile(ResourceId identity, DesiredCredentials desired) {
    return calls.reconcile(identity, desired);
  }

  /** Reconciles several identities, some at the same time, and emits outcomes as they come. */
  public Flux<CredentialOutcome> reconcileAll(Map<ResourceId, DesiredCredentials> desired) {
    return calls.reconcileAll(desired);
  }

  /** Returns how many credentials an identity has, and which. */
  public Mono<Capacity> capacity(ResourceId identity) {
    return calls.capacity(identity);
  }

  /** Looks at the identities and returns which of them should trust which subjects. */
  public Mono<SubjectPlacement> place(
      List<ResourceId> identities, Collection<FederatedSubject> subjects) {
    return calls.place(identities, subjects);
  }

  /** Returns why Azure accepts a token for the identity, or does not. */
  public Mono<Diagnosis> diagnose(ResourceId identity, PresentedToken token) {
    return calls.diagnose(identity, token);
  }

  /** Completes when an identity can be read so many times in a row. */
  public Mono<Identity> awaitReadable(ResourceId identity, int consecutiveReads) {
    return calls.awaitReadable(identity, consecutiveReads);
  }

  /** Subscribes to the probe until Azure does not refuse it with PrincipalNotFound. */
  public <T> Mono<T> awaitPrincipal(String principalId, Function<String, Mono<T>> probe) {
    return calls.awaitPrincipal(principalId, Mono.defer(() -> probe.apply(principalId)));
  }

  /** Deletes an identity unless resources use it. */
  public Mono<DeleteIfUnusedResult> deleteIfUnused(ResourceId identity) {
    return calls.deleteIfUnused(identity);
  }

  /** Deletes a credential, waits until it is gone, and creates it again as it was. */
  public Mono<FederatedIdentityCredential> recreate(ResourceId identity, String name) {
    return calls.recreate(identity, name);
  }
}
