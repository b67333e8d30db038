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
 * Federated identity credentials that work the first time; above a {@link
 * ManagedServiceIdentityClient}. Any number of threads may use it, virtual ones too, and there is
 * nothing to close. Use one client in a process: writes to an identity take turns, and all calls
 * wait when Azure asks for it, but clients do not know of each other.
 *
 * <p>Methods block for as long as {@link FederationOptions} allow. Interrupting the thread ends
 * that: an {@link java.io.UncheckedIOException} with an {@link java.io.InterruptedIOException}, and
 * the thread stays interrupted. Identities must be in the client's subscription.
 *
 * <p>Refusals of Azure are those of {@link dev.msi4j}, thrown when they do not pass in time.
 */
public final class FederationClient {
  private final FederationCalls calls;

  FederationClient(FederationCalls calls) {
    this.calls = calls;
  }

  /** Returns a client with {@link FederationOptions#DEFAULT}. */
  public static FederationClient of(ManagedServiceIdentityClient client) {
    return of(client, FederationOptions.DEFAULT);
  }

  /** Returns a client with these options. */
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
   * Creates a credential or replaces an existing one in place, in turn with others, and again while
   * the refusal is one that passes. A credential without an audience gets the cloud's.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses for good
   */
  public FederatedIdentityCredential createOrUpdate(
      ResourceId identity, String name, FederatedIdentityCredential credential) {
    return Blocking.result(calls.createOrUpdate(identity, name, credential));
  }

  /** Deletes a credential, likewise; one whose identity is gone is absent. */
  public DeleteResult delete(ResourceId identity, String name) {
    return Blocking.result(calls.delete(identity, name));
  }

  /**
   * Returns the identity's credential for this issuer and subject, and creates it or changes it in
   * place if it is not as wanted. What others do at the same time is no error.
   *
   * @throws CredentialLimitException if there is no room for it
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses for good
   */
  public FederatedIdentityCredential ensure(
      ResourceId identity, FederatedIdentityCredential credential) {
    return Blocking.result(calls.ensure(identity, credential));
  }

  /**
   * Returns what {@link #reconcile(ResourceId, DesiredCredentials)} would do now, if all went well.
   * Nothing is written.
   */
  public ReconcileResult plan(ResourceId identity, DesiredCredentials desired) {
    return result(calls.plan(identity, desired), outcome -> {});
  }

  /**
   * Brings the credentials of an identity to what is desired, with the fewest writes: what is there
   * is left alone or changed in place under its name, what is missing is created, and other
   * credentials are deleted if that is desired. A credential that cannot be written is an outcome
   * and stops no other. When nothing has changed since, a second time writes nothing.
   */
  public ReconcileResult reconcile(ResourceId identity, DesiredCredentials desired) {
    return reconcile(identity, desired, outcome -> {});
  }

  /**
   * Like {@link #reconcile(ResourceId, DesiredCredentials)}, and tells of each outcome as it comes.
   *
   * @param listener called for one outcome at a time; what it throws ends the work
   */
  public ReconcileResult reconcile(
      ResourceId identity,
      DesiredCredentials desired,
      Consumer<? super CredentialOutcome> listener) {
    return result(calls.reconcile(identity, desired), listener);
  }

  /**
   * Reconciles several identities, some at the same time; see {@link
   * FederationOptions.Builder#parallelism}. None stops another.
   *
   * @throws IllegalArgumentException if an id is not that of an identity in the client's
   *     subscription; nothing was sent then
   */
  public ReconcileResult reconcileAll(Map<ResourceId, DesiredCredentials> desired) {
    return reconcileAll(desired, outcome -> {});
  }

  /**
   * Like {@link #reconcileAll(Map)}, and tells of each outcome as it comes.
   *
   * @param listener called for one outcome at a time, on any thread; what it throws ends the work
   */
  public ReconcileResult reconcileAll(
      Map<ResourceId, DesiredCredentials> desired, Consumer<? super CredentialOutcome> listener) {
    return result(calls.reconcileAll(desired), listener);
  }

  /** Returns how many credentials an identity has, and which. */
  public Capacity capacity(ResourceId identity) {
    return Blocking.result(calls.capacity(identity));
  }

  /**
   * Looks at the identities and returns which of them should trust which subjects; see {@link
   * SubjectPlacement}. Nothing is written.
   */
  public SubjectPlacement place(
      List<ResourceId> identities, Collection<FederatedSubject> subjects) {
    return Blocking.result(calls.place(identities, subjects));
  }

  /** Returns why Azure accepts a token for the identity, or does not. */
  public Diagnosis diagnose(ResourceId identity, PresentedToken token) {
    return Blocking.result(calls.diagnose(identity, token));
  }

  /**
   * Waits until an identity can be read. Just after it was created, a read may fail although an
   * earlier one succeeded; hence several in a row.
   *
   * @param consecutiveReads how many in a row must succeed, such as 3
   * @throws AwaitTimeoutException if they do not in time
   */
  public Identity awaitReadable(ResourceId identity, int consecutiveReads) {
    return Blocking.result(calls.awaitReadable(identity, consecutiveReads));
  }

  /**
   * Calls the probe until Azure does not refuse it with PrincipalNotFound, and returns its result.
   *
   * @param principalId the identity's principal id
   * @param probe what needs the principal, such as assigning a role to it; it throws an {@link
   *     com.azure.core.exception.HttpResponseException} when it is refused
   * @throws AwaitTimeoutException if the principal is not found in time
   */
  public <T> T awaitPrincipal(String principalId, Function<String, T> probe) {
    return Blocking.result(
        calls.awaitPrincipal(principalId, Mono.fromCallable(() -> probe.apply(principalId))));
  }

  /**
   * Deletes an identity unless resources use it. Azure is asked first who does; that operation is
   * only in previews, and is sent with one. A resource that begins to use the identity between the
   * two calls is not seen.
   */
  public DeleteIfUnusedResult deleteIfUnused(ResourceId identity) {
    return Blocking.result(calls.deleteIfUnused(identity));
  }

  /**
   * Deletes a credential, waits until it is gone, and creates it again as it was: the remedy for
   * one whose tokens Azure goes on refusing. Tokens are refused meanwhile in any case.
   *
   * @throws com.azure.core.exception.ResourceNotFoundException if there is no such credential
   * @throws com.azure.core.exception.AzureException if it could not be created again; the message
   *     has all of it
   */
  public FederatedIdentityCredential recreate(ResourceId identity, String name) {
    return Blocking.result(calls.recreate(identity, name));
  }

  private static ReconcileResult result(
      Flux<CredentialOutcome> outcomes, Consumer<? super CredentialOutcome> listener) {
    return Blocking.result(outcomes.doOnNext(listener).collectList().map(ReconcileResult::new));
  }
}
