package dev.msi4j;

import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;

/**
 * Operations on the flexible federated identity credentials of a user-assigned identity, returned
 * by {@link ManagedServiceIdentityClient#flexibleFederatedIdentityCredentials}. Immutable and
 * thread-safe.
 *
 * <p>Only 2025-01-31-preview has these operations (azure-rest-api-specs,
 * Microsoft.ManagedIdentity). They are sent with that version, whatever the version of the client.
 * The version has no operation to list or delete these credentials.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials">Flexible
 *     federated identity credentials</a>
 */
public final class FlexibleFederatedIdentityCredentials {
  private final ArmTransport arm;
  private final FlexibleFederatedIdentityCredentialCalls calls;

  FlexibleFederatedIdentityCredentials(
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
   * @return the credential as stored by Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public FlexibleFederatedIdentityCredential createOrUpdate(
      String resourceGroup,
      String identity,
      String name,
      FlexibleFederatedIdentityCredential credential) {
    return createOrUpdateWithResponse(resourceGroup, identity, name, credential, Context.NONE)
        .getValue();
  }

  /**
   * Creates a credential, or replaces an existing one, and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param name the name of the credential
   * @param credential the credential to write
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the credential as stored by
   *     Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<FlexibleFederatedIdentityCredential> createOrUpdateWithResponse(
      String resourceGroup,
      String identity,
      String name,
      FlexibleFederatedIdentityCredential credential,
      Context context) {
    return arm.send(
        calls.createOrUpdate(calls.path(resourceGroup, identity, name), credential), context);
  }

  /**
   * Creates a credential by its resource id, or replaces an existing one.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @param credential the credential to write
   * @return the credential as stored by Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public FlexibleFederatedIdentityCredential createOrUpdate(
      ResourceId id, FlexibleFederatedIdentityCredential credential) {
    return createOrUpdateWithResponse(id, credential, Context.NONE).getValue();
  }

  /**
   * Creates a credential by its resource id, or replaces an existing one, and returns the response.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @param credential the credential to write
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the credential as stored by
   *     Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<FlexibleFederatedIdentityCredential> createOrUpdateWithResponse(
      ResourceId id, FlexibleFederatedIdentityCredential credential, Context context) {
    return arm.send(calls.createOrUpdate(calls.path(id), credential), context);
  }

  /**
   * Creates or replaces a credential from raw JSON.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param name the name of the credential
   * @param json the request body; sent unchanged
   * @return the credential as stored by Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public FlexibleFederatedIdentityCredential createOrUpdate(
      String resourceGroup, String identity, String name, BinaryData json) {
    return createOrUpdateWithResponse(resourceGroup, identity, name, json, Context.NONE).getValue();
  }

  /**
   * Creates or replaces a credential from raw JSON and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param name the name of the credential
   * @param json the request body; sent unchanged
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the credential as stored by
   *     Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<FlexibleFederatedIdentityCredential> createOrUpdateWithResponse(
      String resourceGroup, String identity, String name, BinaryData json, Context context) {
    return arm.send(calls.createOrUpdate(calls.path(resourceGroup, identity, name), json), context);
  }

  /**
   * Creates or replaces a credential by its resource id from raw JSON.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @param json the request body; sent unchanged
   * @return the credential as stored by Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public FlexibleFederatedIdentityCredential createOrUpdate(ResourceId id, BinaryData json) {
    return createOrUpdateWithResponse(id, json, Context.NONE).getValue();
  }

  /**
   * Creates or replaces a credential by its resource id from raw JSON and returns the response.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @param json the request body; sent unchanged
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the credential as stored by
   *     Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<FlexibleFederatedIdentityCredential> createOrUpdateWithResponse(
      ResourceId id, BinaryData json, Context context) {
    return arm.send(calls.createOrUpdate(calls.path(id), json), context);
  }

  /**
   * Gets a credential.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param name the name of the credential
   * @return the credential
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public FlexibleFederatedIdentityCredential get(
      String resourceGroup, String identity, String name) {
    return getWithResponse(resourceGroup, identity, name, Context.NONE).getValue();
  }

  /**
   * Gets a credential and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param name the name of the credential
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the credential
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<FlexibleFederatedIdentityCredential> getWithResponse(
      String resourceGroup, String identity, String name, Context context) {
    return arm.send(calls.get(calls.path(resourceGroup, identity, name)), context);
  }

  /**
   * Gets a credential by its resource id.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @return the credential
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public FlexibleFederatedIdentityCredential get(ResourceId id) {
    return getWithResponse(id, Context.NONE).getValue();
  }

  /**
   * Gets a credential by its resource id and returns the response.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the credential
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<FlexibleFederatedIdentityCredential> getWithResponse(
      ResourceId id, Context context) {
    return arm.send(calls.get(calls.path(id)), context);
  }
}
