package dev.msi4j.federation;

import dev.msi4j.DeleteResult;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Manages federated identity credentials with a {@link ManagedServiceIdentityClient}. The client
 * serializes the writes to each identity, retries transient errors and honors Retry-After for all
 * of its calls. Two clients do not coordinate, so use one per process. The client is thread-safe,
 * supports virtual threads and does not need to be closed.
 *
 * <p>Methods block until the call completes or a timeout of {@link FederationOptions} expires. When
 * the thread is interrupted, the method throws an {@link java.io.UncheckedIOException} whose cause
 * is an {@link java.io.InterruptedIOException}, and the interrupt flag stays set. Every identity
 * must be in the client's subscription; other ids cause an {@link IllegalArgumentException} before
 * any request is sent.
 *
 * <p>Methods throw the exceptions of {@link dev.msi4j}: {@link
 * com.azure.core.exception.HttpResponseException} when Azure rejects a request with a permanent
 * error, or when a transient error outlasts the retry timeout.
 */
public final class FederationClient {
  private final FederationCalls calls;

  FederationClient(FederationCalls calls) {
    this.calls = calls;
  }

  /**
   * Creates a client with {@link FederationOptions#DEFAULT}.
   *
   * @param client the client that sends the requests
   * @return the federation client
   */
  public static FederationClient of(ManagedServiceIdentityClient client) {
    return of(client, FederationOptions.DEFAULT);
  }

  /**
   * Creates a client with the given options.
   *
   * @param client the client that sends the requests
   * @param options retry, timeout and parallelism settings
   * @return the federation client
   */
  public static FederationClient of(
      ManagedServiceIdentityClient client, FederationOptions options) {
    return new FederationClient(
        new FederationCalls(
            new BlockingClientAdapter(client),
            options,
            new BlockingDelays(),
            () -> ThreadLocalRandom.current().nextDouble()));
  }

  /**
   * Creates a credential, or replaces an existing credential in place. Retries concurrent-write
   * conflicts, throttling, and 404 responses of an identity that is not yet replicated.
   *
   * @param identity the id of the user-assigned identity
   * @param name the name of the credential, 3 to 120 letters, digits, hyphens or underscores
   * @param credential the credential; without an audience, the audience of {@link
   *     FederationOptions.Builder#cloud} is set
   * @return the credential as stored by Azure
   * @throws com.azure.core.exception.HttpResponseException if Azure rejects the request and retries
   *     do not help
   */
  public FederatedIdentityCredential createOrUpdate(
      ResourceId identity, String name, FederatedIdentityCredential credential) {
    return Blocking.result(calls.createOrUpdate(identity, name, credential));
  }

  /**
   * Deletes a credential. Retries concurrent-write conflicts and throttling.
   *
   * @param identity the id of the user-assigned identity
   * @param name the name of the credential
   * @return {@link DeleteResult#NOT_FOUND} if the credential or its identity does not exist
   * @throws com.azure.core.exception.HttpResponseException if Azure rejects the request and retries
   *     do not help
   */
  public DeleteResult delete(ResourceId identity, String name) {
    return Blocking.result(calls.delete(identity, name));
  }

  /**
   * Creates the credential, or updates the existing credential with the same issuer and subject in
   * place if it differs. Concurrent changes by other clients do not cause an error.
   *
   * @param identity the id of the user-assigned identity
   * @param credential the desired credential
   * @return the credential as stored by Azure; its name may differ from the requested name
   * @throws CredentialLimitException if the identity already has {@link Capacity#LIMIT} credentials
   * @throws com.azure.core.exception.HttpResponseException if Azure rejects the request and retries
   *     do not help
   */
  public FederatedIdentityCredential ensure(
      ResourceId identity, FederatedIdentityCredential credential) {
    return Blocking.result(calls.ensure(identity, credential));
  }

  /**
   * Returns the changes that {@link #reconcile(ResourceId, DesiredCredentials)} would make now,
   * assuming that every write succeeds. Sends no write.
   *
   * @param identity the id of the user-assigned identity
   * @param desired the desired credentials
   * @return one outcome per desired or deleted credential
   */
  public ReconcileResult plan(ResourceId identity, DesiredCredentials desired) {
    return result(calls.plan(identity, desired), outcome -> {});
  }

  /**
   * Returns the changes that {@link #reconcile(ResourceId, DesiredCredentials)} would make to known
   * credentials, assuming that every write succeeds. Sends no request.
   *
   * @param identity the id of the user-assigned identity
   * @param desired the desired credentials
   * @param existing all credentials of the identity; none for an identity that does not exist
   * @return one outcome per desired or deleted credential
   */
  public ReconcileResult plan(
      ResourceId identity, DesiredCredentials desired, List<FederatedIdentityCredential> existing) {
    return result(calls.plan(identity, desired, existing), outcome -> {});
  }

  /**
   * Reconciles the credentials of an identity with the desired set, with as few writes as possible.
   * Existing credentials are kept or updated in place under their name, missing credentials are
   * created, and other credentials are deleted if {@link DesiredCredentials.Builder#deleteOthers}
   * is set. A failed write is reported as an outcome and does not stop the other writes. The
   * operation is idempotent.
   *
   * @param identity the id of the user-assigned identity
   * @param desired the desired credentials
   * @return one outcome per desired or deleted credential
   */
  public ReconcileResult reconcile(ResourceId identity, DesiredCredentials desired) {
    return reconcile(identity, desired, outcome -> {});
  }

  /**
   * Reconciles like {@link #reconcile(ResourceId, DesiredCredentials)} and reports each outcome as
   * soon as it is known.
   *
   * @param identity the id of the user-assigned identity
   * @param desired the desired credentials
   * @param listener receives one outcome at a time; an exception of the listener stops the
   *     reconciliation
   * @return one outcome per desired or deleted credential
   */
  public ReconcileResult reconcile(
      ResourceId identity,
      DesiredCredentials desired,
      Consumer<? super CredentialOutcome> listener) {
    return result(calls.reconcile(identity, desired), listener);
  }

  /**
   * Reconciles several identities in parallel; see {@link FederationOptions.Builder#parallelism}. A
   * failure of one identity does not stop the others.
   *
   * @param desired the desired credentials by id of the user-assigned identity
   * @return one outcome per desired or deleted credential
   * @throws IllegalArgumentException if an id is not the id of a user-assigned identity in the
   *     client's subscription; no request is sent
   */
  public ReconcileResult reconcileAll(Map<ResourceId, DesiredCredentials> desired) {
    return reconcileAll(desired, outcome -> {});
  }

  /**
   * Reconciles like {@link #reconcileAll(Map)} and reports each outcome as soon as it is known.
   *
   * @param desired the desired credentials by id of the user-assigned identity
   * @param listener receives one outcome at a time, on any thread; an exception of the listener
   *     stops the reconciliation
   * @return one outcome per desired or deleted credential
   * @throws IllegalArgumentException if an id is not the id of a user-assigned identity in the
   *     client's subscription; no request is sent
   */
  public ReconcileResult reconcileAll(
      Map<ResourceId, DesiredCredentials> desired, Consumer<? super CredentialOutcome> listener) {
    return result(calls.reconcileAll(desired), listener);
  }

  /**
   * Returns the number and the names of the credentials of an identity.
   *
   * @param identity the id of the user-assigned identity
   * @return the used and the free capacity
   */
  public Capacity capacity(ResourceId identity) {
    return Blocking.result(calls.capacity(identity));
  }

  /**
   * Reads the credentials of the identities and distributes the subjects over the identities; see
   * {@link SubjectPlacement}. Sends no write.
   *
   * @param identities the ids of user-assigned identities, in the order in which to fill them
   * @param subjects the subjects to distribute
   * @return the placement
   */
  public SubjectPlacement place(
      List<ResourceId> identities, Collection<FederatedSubject> subjects) {
    return Blocking.result(calls.place(identities, subjects));
  }

  /**
   * Compares a token with the credentials of an identity and explains why Azure accepts or rejects
   * the token.
   *
   * @param identity the id of the user-assigned identity
   * @param token the claims of the token
   * @return the expected Entra error code and the differences to the closest credential
   */
  public Diagnosis diagnose(ResourceId identity, PresentedToken token) {
    return Blocking.result(calls.diagnose(identity, token));
  }

  /**
   * Waits until an identity is readable. Shortly after the creation, a read can fail although an
   * earlier read succeeded, so several consecutive reads must succeed.
   *
   * @param identity the id of the user-assigned identity
   * @param consecutiveReads the number of consecutive successful reads, at least 1; 3 is a good
   *     value
   * @return the identity as returned by the last read
   * @throws AwaitTimeoutException if the reads do not succeed within {@link
   *     FederationOptions.Builder#awaitTimeout}
   */
  public Identity awaitReadable(ResourceId identity, int consecutiveReads) {
    return Blocking.result(calls.awaitReadable(identity, consecutiveReads));
  }

  /**
   * Calls a function that needs the principal of an identity until Azure no longer rejects the call
   * with {@code PrincipalNotFound}.
   *
   * @param <T> the type of the result
   * @param principalId the principal id of the identity
   * @param probe the function to call, such as one that assigns a role to the principal; must throw
   *     a {@link com.azure.core.exception.HttpResponseException} when Azure rejects the call
   * @return the result of the function
   * @throws AwaitTimeoutException if the principal is not found within {@link
   *     FederationOptions.Builder#awaitTimeout}
   */
  public <T> T awaitPrincipal(String principalId, Function<String, T> probe) {
    return Blocking.result(
        calls.awaitPrincipal(principalId, Mono.fromCallable(() -> probe.apply(principalId))));
  }

  /**
   * Deletes an identity unless resources use it. Lists the associated resources first; that
   * operation exists only in preview API versions and is sent with such a version. A resource that
   * starts to use the identity between the two calls is not detected.
   *
   * @param identity the id of the user-assigned identity
   * @return whether the identity was deleted, did not exist, or is in use
   */
  public DeleteIfUnusedResult deleteIfUnused(ResourceId identity) {
    return Blocking.result(calls.deleteIfUnused(identity));
  }

  /**
   * Deletes a credential, waits until the deletion is visible, and creates the credential again
   * with the same values. Use this method if Entra keeps rejecting tokens although the credential
   * is correct. Tokens are rejected while the credential does not exist.
   *
   * @param identity the id of the user-assigned identity
   * @param name the name of the credential
   * @return the credential as stored by Azure
   * @throws com.azure.core.exception.ResourceNotFoundException if the credential does not exist
   * @throws com.azure.core.exception.AzureException if the credential could not be created again;
   *     the message contains the complete credential
   */
  public FederatedIdentityCredential recreate(ResourceId identity, String name) {
    return Blocking.result(calls.recreate(identity, name));
  }

  private static ReconcileResult result(
      Flux<CredentialOutcome> outcomes, Consumer<? super CredentialOutcome> listener) {
    return Blocking.result(outcomes.doOnNext(listener).collectList().map(ReconcileResult::new));
  }
}
