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
 * Manages federated identity credentials with a {@link ManagedServiceIdentityAsyncClient}: the
 * asynchronous counterpart of {@link FederationClient}, which describes each operation in detail.
 * The client is thread-safe and does not need to be closed. Use one client per process.
 *
 * <p>Requests are sent on subscription. All errors, including invalid arguments, are emitted as
 * error signals. No method blocks or occupies a thread while waiting. Cancelling a subscription
 * stops its retries and releases its place in the write queue.
 */
public final class FederationAsyncClient {
  private final FederationCalls calls;

  FederationAsyncClient(FederationCalls calls) {
    this.calls = calls;
  }

  /**
   * Creates a client with {@link FederationOptions#DEFAULT}.
   *
   * @param client the client that sends the requests
   * @return the federation client
   */
  public static FederationAsyncClient of(ManagedServiceIdentityAsyncClient client) {
    return of(client, FederationOptions.DEFAULT);
  }

  /**
   * Creates a client with the given options.
   *
   * @param client the client that sends the requests
   * @param options retry, timeout and parallelism settings
   * @return the federation client
   */
  public static FederationAsyncClient of(
      ManagedServiceIdentityAsyncClient client, FederationOptions options) {
    return new FederationAsyncClient(
        new FederationCalls(
            new AsyncClientAdapter(client),
            options,
            new AsyncDelays(),
            () -> ThreadLocalRandom.current().nextDouble()));
  }

  /**
   * Creates a credential, or replaces an existing credential in place.
   *
   * @param identity the id of the user-assigned identity
   * @param name the name of the credential, 3 to 120 letters, digits, hyphens or underscores
   * @param credential the credential; without an audience, the audience of {@link
   *     FederationOptions.Builder#cloud} is set
   * @return the credential as stored by Azure
   */
  public Mono<FederatedIdentityCredential> createOrUpdate(
      ResourceId identity, String name, FederatedIdentityCredential credential) {
    return calls.createOrUpdate(identity, name, credential);
  }

  /**
   * Deletes a credential.
   *
   * @param identity the id of the user-assigned identity
   * @param name the name of the credential
   * @return {@link DeleteResult#NOT_FOUND} if the credential or its identity does not exist
   */
  public Mono<DeleteResult> delete(ResourceId identity, String name) {
    return calls.delete(identity, name);
  }

  /**
   * Creates the credential, or updates the existing credential with the same issuer and subject in
   * place if it differs.
   *
   * @param identity the id of the user-assigned identity
   * @param credential the desired credential
   * @return the credential as stored by Azure, or a {@link CredentialLimitException} if the
   *     identity already has {@link Capacity#LIMIT} credentials
   */
  public Mono<FederatedIdentityCredential> ensure(
      ResourceId identity, FederatedIdentityCredential credential) {
    return calls.ensure(identity, credential);
  }

  /**
   * Emits the changes that {@link #reconcile} would make now, assuming that every write succeeds.
   *
   * @param identity the id of the user-assigned identity
   * @param desired the desired credentials
   * @return one outcome per desired or deleted credential
   */
  public Flux<CredentialOutcome> plan(ResourceId identity, DesiredCredentials desired) {
    return calls.plan(identity, desired);
  }

  /**
   * Emits the changes that {@link #reconcile} would make to known credentials, assuming that every
   * write succeeds. Sends no request.
   *
   * @param identity the id of the user-assigned identity
   * @param desired the desired credentials
   * @param existing all credentials of the identity; none for an identity that does not exist
   * @return one outcome per desired or deleted credential
   */
  public Flux<CredentialOutcome> plan(
      ResourceId identity, DesiredCredentials desired, List<FederatedIdentityCredential> existing) {
    return calls.plan(identity, desired, existing);
  }

  /**
   * Reconciles the credentials of an identity with the desired set and emits each outcome as soon
   * as it is known.
   *
   * @param identity the id of the user-assigned identity
   * @param desired the desired credentials
   * @return one outcome per desired or deleted credential
   */
  public Flux<CredentialOutcome> reconcile(ResourceId identity, DesiredCredentials desired) {
    return calls.reconcile(identity, desired);
  }

  /**
   * Reconciles several identities in parallel and emits each outcome as soon as it is known.
   *
   * @param desired the desired credentials by id of the user-assigned identity
   * @return one outcome per desired or deleted credential
   */
  public Flux<CredentialOutcome> reconcileAll(Map<ResourceId, DesiredCredentials> desired) {
    return calls.reconcileAll(desired);
  }

  /**
   * Returns the number and the names of the credentials of an identity.
   *
   * @param identity the id of the user-assigned identity
   * @return the used and the free capacity
   */
  public Mono<Capacity> capacity(ResourceId identity) {
    return calls.capacity(identity);
  }

  /**
   * Reads the credentials of the identities and distributes the subjects over the identities.
   *
   * @param identities the ids of user-assigned identities, in the order in which to fill them
   * @param subjects the subjects to distribute
   * @return the placement
   */
  public Mono<SubjectPlacement> place(
      List<ResourceId> identities, Collection<FederatedSubject> subjects) {
    return calls.place(identities, subjects);
  }

  /**
   * Compares a token with the credentials of an identity and explains why Azure accepts or rejects
   * the token.
   *
   * @param identity the id of the user-assigned identity
   * @param token the claims of the token
   * @return the expected Entra error code and the differences to the closest credential
   */
  public Mono<Diagnosis> diagnose(ResourceId identity, PresentedToken token) {
    return calls.diagnose(identity, token);
  }

  /**
   * Waits until several consecutive reads of an identity succeed.
   *
   * @param identity the id of the user-assigned identity
   * @param consecutiveReads the number of consecutive successful reads, at least 1; 3 is a good
   *     value
   * @return the identity as returned by the last read, or an {@link AwaitTimeoutException}
   */
  public Mono<Identity> awaitReadable(ResourceId identity, int consecutiveReads) {
    return calls.awaitReadable(identity, consecutiveReads);
  }

  /**
   * Subscribes to a probe that needs the principal of an identity until Azure no longer rejects the
   * probe with {@code PrincipalNotFound}.
   *
   * @param <T> the type of the result
   * @param principalId the principal id of the identity
   * @param probe the call to attempt, such as one that assigns a role to the principal; must emit a
   *     {@link com.azure.core.exception.HttpResponseException} when Azure rejects the call
   * @return the result of the probe, or an {@link AwaitTimeoutException}
   */
  public <T> Mono<T> awaitPrincipal(String principalId, Function<String, Mono<T>> probe) {
    return calls.awaitPrincipal(principalId, Mono.defer(() -> probe.apply(principalId)));
  }

  /**
   * Deletes an identity unless resources use it.
   *
   * @param identity the id of the user-assigned identity
   * @return whether the identity was deleted, did not exist, or is in use
   */
  public Mono<DeleteIfUnusedResult> deleteIfUnused(ResourceId identity) {
    return calls.deleteIfUnused(identity);
  }

  /**
   * Deletes a credential, waits until the deletion is visible, and creates the credential again
   * with the same values.
   *
   * @param identity the id of the user-assigned identity
   * @param name the name of the credential
   * @return the credential as stored by Azure
   */
  public Mono<FederatedIdentityCredential> recreate(ResourceId identity, String name) {
    return calls.recreate(identity, name);
  }
}
