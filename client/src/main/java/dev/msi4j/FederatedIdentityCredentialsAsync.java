package dev.msi4j;

import com.azure.core.http.rest.PagedFlux;
import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Operations on the federated identity credentials of a user-assigned identity, returned by {@link
 * ManagedServiceIdentityAsyncClient#federatedIdentityCredentials}. Available since
 * 2022-01-31-preview. Immutable and thread-safe.
 *
 * <p>A method sends nothing before its result is subscribed to, and never blocks. All failures,
 * including invalid arguments, are emitted by the result. They are the exceptions that the methods
 * of {@link FederatedIdentityCredentials} throw.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/managedidentity/federated-identity-credentials">Azure
 *     REST API reference: Federated Identity Credentials</a>
 */
public final class FederatedIdentityCredentialsAsync {
  private final ArmTransport arm;
  private final FederatedIdentityCredentialCalls calls;

  FederatedIdentityCredentialsAsync(ArmTransport arm, FederatedIdentityCredentialCalls calls) {
    this.arm = arm;
    this.calls = calls;
  }

  /**
   * Creates a credential, or replaces an existing one.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param name the name of the credential
   * @param credential the credential to write
   * @return a {@code Mono} that emits the credential as stored by Azure
   */
  public Mono<FederatedIdentityCredential> createOrUpdate(
      String resourceGroup, String identity, String name, FederatedIdentityCredential credential) {
    return createOrUpdateWithResponse(resourceGroup, identity, name, credential)
        .map(Response::getValue);
  }

  /**
   * Creates a credential, or replaces an existing one, and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param name the name of the credential
   * @param credential the credential to write
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     credential as stored by Azure
   */
  public Mono<Response<FederatedIdentityCredential>> createOrUpdateWithResponse(
      String resourceGroup, String identity, String name, FederatedIdentityCredential credential) {
    return arm.sendAsync(
        () -> calls.createOrUpdate(calls.path(resourceGroup, identity, name), credential));
  }

  /**
   * Creates a credential by its resource id, or replaces an existing one.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @param credential the credential to write
   * @return a {@code Mono} that emits the credential as stored by Azure
   */
  public Mono<FederatedIdentityCredential> createOrUpdate(
      ResourceId id, FederatedIdentityCredential credential) {
    return createOrUpdateWithResponse(id, credential).map(Response::getValue);
  }

  /**
   * Creates a credential by its resource id, or replaces an existing one, and returns the response.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @param credential the credential to write
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     credential as stored by Azure
   */
  public Mono<Response<FederatedIdentityCredential>> createOrUpdateWithResponse(
      ResourceId id, FederatedIdentityCredential credential) {
    return arm.sendAsync(() -> calls.createOrUpdate(calls.path(id), credential));
  }

  /**
   * Creates or replaces a credential from raw JSON.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param name the name of the credential
   * @param json the request body; sent unchanged
   * @return a {@code Mono} that emits the credential as stored by Azure
   */
  public Mono<FederatedIdentityCredential> createOrUpdate(
      String resourceGroup, String identity, String name, BinaryData json) {
    return createOrUpdateWithResponse(resourceGroup, identity, name, json).map(Response::getValue);
  }

  /**
   * Creates or replaces a credential from raw JSON and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param name the name of the credential
   * @param json the request body; sent unchanged
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     credential as stored by Azure
   */
  public Mono<Response<FederatedIdentityCredential>> createOrUpdateWithResponse(
      String resourceGroup, String identity, String name, BinaryData json) {
    return arm.sendAsync(
        () -> calls.createOrUpdate(calls.path(resourceGroup, identity, name), json));
  }

  /**
   * Creates or replaces a credential by its resource id from raw JSON.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @param json the request body; sent unchanged
   * @return a {@code Mono} that emits the credential as stored by Azure
   */
  public Mono<FederatedIdentityCredential> createOrUpdate(ResourceId id, BinaryData json) {
    return createOrUpdateWithResponse(id, json).map(Response::getValue);
  }

  /**
   * Creates or replaces a credential by its resource id from raw JSON and returns the response.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @param json the request body; sent unchanged
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     credential as stored by Azure
   */
  public Mono<Response<FederatedIdentityCredential>> createOrUpdateWithResponse(
      ResourceId id, BinaryData json) {
    return arm.sendAsync(() -> calls.createOrUpdate(calls.path(id), json));
  }

  /**
   * Gets a credential.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param name the name of the credential
   * @return a {@code Mono} that emits the credential
   */
  public Mono<FederatedIdentityCredential> get(String resourceGroup, String identity, String name) {
    return getWithResponse(resourceGroup, identity, name).map(Response::getValue);
  }

  /**
   * Gets a credential and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param name the name of the credential
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     credential
   */
  public Mono<Response<FederatedIdentityCredential>> getWithResponse(
      String resourceGroup, String identity, String name) {
    return arm.sendAsync(() -> calls.get(calls.path(resourceGroup, identity, name)));
  }

  /**
   * Gets a credential by its resource id.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @return a {@code Mono} that emits the credential
   */
  public Mono<FederatedIdentityCredential> get(ResourceId id) {
    return getWithResponse(id).map(Response::getValue);
  }

  /**
   * Gets a credential by its resource id and returns the response.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     credential
   */
  public Mono<Response<FederatedIdentityCredential>> getWithResponse(ResourceId id) {
    return arm.sendAsync(() -> calls.get(calls.path(id)));
  }

  /**
   * Deletes a credential.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param name the name of the credential
   * @return a {@code Mono} that emits whether the credential existed
   */
  public Mono<DeleteResult> delete(String resourceGroup, String identity, String name) {
    return deleteWithResponse(resourceGroup, identity, name).map(Response::getValue);
  }

  /**
   * Deletes a credential and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param name the name of the credential
   * @return a {@code Mono} that emits the response with its status and headers; its value is
   *     whether the credential existed
   */
  public Mono<Response<DeleteResult>> deleteWithResponse(
      String resourceGroup, String identity, String name) {
    return arm.sendAsync(() -> calls.delete(calls.path(resourceGroup, identity, name)));
  }

  /**
   * Deletes a credential by its resource id.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @return a {@code Mono} that emits whether the credential existed
   */
  public Mono<DeleteResult> delete(ResourceId id) {
    return deleteWithResponse(id).map(Response::getValue);
  }

  /**
   * Deletes a credential by its resource id and returns the response.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @return a {@code Mono} that emits the response with its status and headers; its value is
   *     whether the credential existed
   */
  public Mono<Response<DeleteResult>> deleteWithResponse(ResourceId id) {
    return arm.sendAsync(() -> calls.delete(calls.path(id)));
  }

  /**
   * Lists all credentials of an identity.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @return the credentials; each page is requested on demand
   */
  public PagedFlux<FederatedIdentityCredential> list(String resourceGroup, String identity) {
    return list(resourceGroup, identity, null, null);
  }

  /**
   * Lists the credentials of an identity from a given position.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param top the page size, at least 1; null for the default of Azure
   * @param skiptoken the position to start at, from an earlier response; null for the first page
   * @return the credentials; each page is requested on demand
   */
  public PagedFlux<FederatedIdentityCredential> list(
      String resourceGroup, String identity, @Nullable Integer top, @Nullable String skiptoken) {
    return PagedCall.async(
        arm, () -> calls.list(calls.collection(resourceGroup, identity), top, skiptoken));
  }

  /**
   * Lists all credentials of an identity, by the resource id of the identity.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @return the credentials; each page is requested on demand
   */
  public PagedFlux<FederatedIdentityCredential> list(ResourceId id) {
    return list(id, null, null);
  }

  /**
   * Lists the credentials of an identity from a given position, by the resource id of the identity.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param top the page size, at least 1; null for the default of Azure
   * @param skiptoken the position to start at, from an earlier response; null for the first page
   * @return the credentials; each page is requested on demand
   */
  public PagedFlux<FederatedIdentityCredential> list(
      ResourceId id, @Nullable Integer top, @Nullable String skiptoken) {
    return PagedCall.async(arm, () -> calls.list(calls.collection(id), top, skiptoken));
  }
}
