package dev.msi4j;

import com.azure.core.http.rest.PagedFlux;
import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Operations on the federated identity credentials of a user-assigned identity; from {@link
 * ManagedServiceIdentityAsyncClient#federatedIdentityCredentials}. They exist since
 * 2022-01-31-preview. Immutable; any number of threads may use it.
 *
 * <p>Nothing is sent before a result is subscribed to; all failures come through it. No method
 * blocks.
 */
public final class FederatedIdentityCredentialsAsync {
  private final ArmTransport arm;
  private final FederatedIdentityCredentialCalls calls;

  FederatedIdentityCredentialsAsync(ArmTransport arm, FederatedIdentityCredentialCalls calls) {
    this.arm = arm;
    this.calls = calls;
  }

  /** Creates a credential, or replaces an existing one in place. */
  public Mono<FederatedIdentityCredential> createOrUpdate(
      String resourceGroup, String identity, String name, FederatedIdentityCredential credential) {
    return createOrUpdateWithResponse(resourceGroup, identity, name, credential)
        .map(Response::getValue);
  }

  /**
   * Like {@link #createOrUpdate(String, String, String, FederatedIdentityCredential)}, with the
   * headers and the status of the answer.
   */
  public Mono<Response<FederatedIdentityCredential>> createOrUpdateWithResponse(
      String resourceGroup, String identity, String name, FederatedIdentityCredential credential) {
    return arm.sendAsync(() -> calls.createOrUpdate(resourceGroup, identity, name, credential));
  }

  /** Creates or replaces a credential from JSON of the caller's own, sent byte for byte. */
  public Mono<FederatedIdentityCredential> createOrUpdate(
      String resourceGroup, String identity, String name, BinaryData json) {
    return createOrUpdateWithResponse(resourceGroup, identity, name, json).map(Response::getValue);
  }

  /**
   * Like {@link #createOrUpdate(String, String, String, BinaryData)}, with the headers and the
   * status of the answer.
   */
  public Mono<Response<FederatedIdentityCredential>> createOrUpdateWithResponse(
      String resourceGroup, String identity, String name, BinaryData json) {
    return arm.sendAsync(() -> calls.createOrUpdate(resourceGroup, identity, name, json));
  }

  /** Returns a credential. */
  public Mono<FederatedIdentityCredential> get(String resourceGroup, String identity, String name) {
    return getWithResponse(resourceGroup, identity, name).map(Response::getValue);
  }

  /** Like {@link #get(String, String, String)}, with the headers and the status of the answer. */
  public Mono<Response<FederatedIdentityCredential>> getWithResponse(
      String resourceGroup, String identity, String name) {
    return arm.sendAsync(() -> calls.get(resourceGroup, identity, name));
  }

  /** Deletes a credential and says whether it was there. */
  public Mono<DeleteResult> delete(String resourceGroup, String identity, String name) {
    return deleteWithResponse(resourceGroup, identity, name).map(Response::getValue);
  }

  /**
   * Like {@link #delete(String, String, String)}, with the headers and the status of the answer.
   */
  public Mono<Response<DeleteResult>> deleteWithResponse(
      String resourceGroup, String identity, String name) {
    return arm.sendAsync(() -> calls.delete(resourceGroup, identity, name));
  }

  /** Lists all credentials of an identity, a page at a time as the caller goes on. */
  public PagedFlux<FederatedIdentityCredential> list(String resourceGroup, String identity) {
    return list(resourceGroup, identity, null, null);
  }

  /**
   * Lists the credentials of an identity, a page at a time as the caller goes on.
   *
   * @param top how many to a page, at least 1; null for as many as Azure likes
   * @param skiptoken where to go on, from an earlier answer; null for the beginning
   */
  public PagedFlux<FederatedIdentityCredential> list(
      String resourceGroup, String identity, @Nullable Integer top, @Nullable String skiptoken) {
    return PagedCall.async(arm, () -> calls.list(resourceGroup, identity, top, skiptoken));
  }
}
