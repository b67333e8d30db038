package dev.msi4j;

import com.azure.core.http.rest.PagedIterable;
import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import org.jspecify.annotations.Nullable;

/**
 * Operations on the federated identity credentials of a user-assigned identity, returned by {@link
 * ManagedServiceIdentityClient#federatedIdentityCredentials}. Available since 2022-01-31-preview.
 * Immutable and thread-safe.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/managedidentity/federated-identity-credentials">Azure
 *     REST API reference: Federated Identity Credentials</a>
 */
public final class FederatedIdentityCredentials {
  private final ArmTransport arm;
  private final FederatedIdentityCredentialCalls calls;

  FederatedIdentityCredentials(ArmTransport arm, FederatedIdentityCredentialCalls calls) {
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
  public FederatedIdentityCredential createOrUpdate(
      String resourceGroup, String identity, String name, FederatedIdentityCredential credential) {
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
  public Response<FederatedIdentityCredential> createOrUpdateWithResponse(
      String resourceGroup,
      String identity,
      String name,
      FederatedIdentityCredential credential,
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
  public FederatedIdentityCredential createOrUpdate(
      ResourceId id, FederatedIdentityCredential credential) {
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
  public Response<FederatedIdentityCredential> createOrUpdateWithResponse(
      ResourceId id, FederatedIdentityCredential credential, Context context) {
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
  public FederatedIdentityCredential createOrUpdate(
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
  public Response<FederatedIdentityCredential> createOrUpdateWithResponse(
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
  public FederatedIdentityCredential createOrUpdate(ResourceId id, BinaryData json) {
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
  public Response<FederatedIdentityCredential> createOrUpdateWithResponse(
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
  public FederatedIdentityCredential get(String resourceGroup, String identity, String name) {
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
  public Response<FederatedIdentityCredential> getWithResponse(
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
  public FederatedIdentityCredential get(ResourceId id) {
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
  public Response<FederatedIdentityCredential> getWithResponse(ResourceId id, Context context) {
    return arm.send(calls.get(calls.path(id)), context);
  }

  /**
   * Deletes a credential.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param name the name of the credential
   * @return whether the credential existed
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public DeleteResult delete(String resourceGroup, String identity, String name) {
    return deleteWithResponse(resourceGroup, identity, name, Context.NONE).getValue();
  }

  /**
   * Deletes a credential and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param name the name of the credential
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is whether the credential existed
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<DeleteResult> deleteWithResponse(
      String resourceGroup, String identity, String name, Context context) {
    return arm.send(calls.delete(calls.path(resourceGroup, identity, name)), context);
  }

  /**
   * Deletes a credential by its resource id.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @return whether the credential existed
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public DeleteResult delete(ResourceId id) {
    return deleteWithResponse(id, Context.NONE).getValue();
  }

  /**
   * Deletes a credential by its resource id and returns the response.
   *
   * @param id the resource id of the credential; its subscription may differ from the client's
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is whether the credential existed
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<DeleteResult> deleteWithResponse(ResourceId id, Context context) {
    return arm.send(calls.delete(calls.path(id)), context);
  }

  /**
   * Lists all credentials of an identity.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @return the credentials; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<FederatedIdentityCredential> list(String resourceGroup, String identity) {
    return list(resourceGroup, identity, null, null, Context.NONE);
  }

  /**
   * Lists the credentials of an identity from a given position.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param top the page size, at least 1; null for the default of Azure
   * @param skiptoken the position to start at, from an earlier response; null for the first page
   * @return the credentials; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<FederatedIdentityCredential> list(
      String resourceGroup, String identity, @Nullable Integer top, @Nullable String skiptoken) {
    return list(resourceGroup, identity, top, skiptoken, Context.NONE);
  }

  /**
   * Lists the credentials of an identity from a given position.
   *
   * @param resourceGroup the name of the resource group
   * @param identity the name of the identity
   * @param top the page size, at least 1; null for the default of Azure
   * @param skiptoken the position to start at, from an earlier response; null for the first page
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the credentials; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<FederatedIdentityCredential> list(
      String resourceGroup,
      String identity,
      @Nullable Integer top,
      @Nullable String skiptoken,
      Context context) {
    return PagedCall.of(
        arm, calls.list(calls.collection(resourceGroup, identity), top, skiptoken), context);
  }

  /**
   * Lists all credentials of an identity, by the resource id of the identity.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @return the credentials; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<FederatedIdentityCredential> list(ResourceId id) {
    return list(id, null, null, Context.NONE);
  }

  /**
   * Lists the credentials of an identity from a given position, by the resource id of the identity.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param top the page size, at least 1; null for the default of Azure
   * @param skiptoken the position to start at, from an earlier response; null for the first page
   * @return the credentials; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<FederatedIdentityCredential> list(
      ResourceId id, @Nullable Integer top, @Nullable String skiptoken) {
    return list(id, top, skiptoken, Context.NONE);
  }

  /**
   * Lists the credentials of an identity from a given position, by the resource id of the identity.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param top the page size, at least 1; null for the default of Azure
   * @param skiptoken the position to start at, from an earlier response; null for the first page
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the credentials; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<FederatedIdentityCredential> list(
      ResourceId id, @Nullable Integer top, @Nullable String skiptoken, Context context) {
    return PagedCall.of(arm, calls.list(calls.collection(id), top, skiptoken), context);
  }
}
