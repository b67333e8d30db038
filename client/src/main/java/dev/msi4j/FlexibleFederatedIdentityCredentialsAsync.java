package dev.msi4j;

import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import reactor.core.publisher.Mono;

/**
 * Operations on the flexible federated identity credentials of a user-assigned identity, returned
 * by {@link ManagedServiceIdentityAsyncClient#flexibleFederatedIdentityCredentials}. Immutable and
 * thread-safe.
 *
 * <p>Only 2025-01-31-preview has these operations (azure-rest-api-specs,
 * Microsoft.ManagedIdentity). They are sent with that version, whatever the version of the client.
 * The version has no operation to list or delete these credentials.
 *
 * <p>A method sends nothing before its result is subscribed to, and never blocks. All failures,
 * including invalid arguments, are emitted by the result. They are the exceptions that the methods
 * of {@link FlexibleFederatedIdentityCredentials} throw.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials">Flexible
 *     federated identity credentials</a>
 */
public final class FlexibleFederatedIdentityCredentialsAsync {
  private final ArmTransport arm;
  private final FlexibleFederatedIdentityCredentialCalls calls;

  FlexibleFederatedIdentityCredentialsAsync(
      ArmTransport arm, FlexibleFederatedIdentityCredentialCalls calls) {
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
  public Mono<FlexibleFederatedIdentityCredential> createOrUpdate(
      String resourceGroup,
      String identity,
      String name,
      FlexibleFederatedIdentityCredential credential) {
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
  public Mono<Response<FlexibleFederatedIdentityCredential>> createOrUpdateWithResponse(
      String resourceGroup,
      String identity,
      String name,
      FlexibleFederatedIdentityCredential credential) {
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
  public Mono<FlexibleFederatedIdentityCredential> createOrUpdate(
      ResourceId id, FlexibleFederatedIdentityCredential credential) {
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
  public Mono<Response<FlexibleFederatedIdentityCredential>> createOrUpdateWithResponse(
      ResourceId id, FlexibleFederatedIdentityCredential credential) {
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
  public Mono<FlexibleFederatedIdentityCredential> createOrUpdate(
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
  public Mono<Response<FlexibleFederatedIdentityCredential>> createOrUpdateWithResponse(
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
  public Mono<FlexibleFederatedIdentityCredential> createOrUpdate(ResourceId id, BinaryData json) {
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
  public Mono<Response<FlexibleFederatedIdentityCredential>> createOrUpdateWithResponse(
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
  public Mono<FlexibleFederatedIdentityCredential> get(
      String resourceGroup, String identity, String name) {
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
  public Mono<Response<FlexibleFederatedIdentityCredential>> getWithResponse(
      String resourceGroup, String identity, String name) {
    return arm.sendAsync(() -> calls.get(calls.path(resourceGroup, identity, name)));
  }

  /**
   * Gets a credential by its resource id.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @return a {@code Mono} that emits the credential
   */
  public Mono<FlexibleFederatedIdentityCredential> get(ResourceId id) {
    return getWithResponse(id).map(Response::getValue);
  }

  /**
   * Gets a credential by its resource id and returns the response.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     credential
   */
  public Mono<Response<FlexibleFederatedIdentityCredential>> getWithResponse(ResourceId id) {
    return arm.sendAsync(() -> calls.get(calls.path(id)));
  }
}
