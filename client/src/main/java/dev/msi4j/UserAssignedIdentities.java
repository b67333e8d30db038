package dev.msi4j;

import com.azure.core.http.rest.PagedIterable;
import com.azure.core.http.rest.Response;
import com.azure.core.http.rest.SimpleResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;

/**
 * Operations on user-assigned identities, returned by {@link
 * ManagedServiceIdentityClient#userAssignedIdentities}. Immutable and thread-safe.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/managedidentity/user-assigned-identities">Azure
 *     REST API reference: User Assigned Identities</a>
 */
public final class UserAssignedIdentities {
  private final ArmTransport arm;
  private final UserAssignedIdentityCalls calls;

  UserAssignedIdentities(ArmTransport arm, UserAssignedIdentityCalls calls) {
    this.arm = arm;
    this.calls = calls;
  }

  /**
   * Creates an identity, or replaces an existing one. An existing identity is replaced as a whole:
   * tags that are not sent are removed. The operation completes with the response; there is nothing
   * to poll.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param identity the identity to write; its location is required
   * @return the identity as stored by Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Identity createOrUpdate(String resourceGroup, String name, Identity identity) {
    return createOrUpdateWithResponse(resourceGroup, name, identity, Context.NONE).getValue();
  }

  /**
   * Creates an identity, or replaces an existing one, and returns the response. An existing
   * identity is replaced as a whole: tags that are not sent are removed. The operation completes
   * with the response; there is nothing to poll.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param identity the identity to write; its location is required
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the identity as stored by Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<Identity> createOrUpdateWithResponse(
      String resourceGroup, String name, Identity identity, Context context) {
    return arm.send(calls.createOrUpdate(calls.path(resourceGroup, name), identity), context);
  }

  /**
   * Creates an identity by its resource id, or replaces an existing one. An existing identity is
   * replaced as a whole: tags that are not sent are removed. The operation completes with the
   * response; there is nothing to poll.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param identity the identity to write; its location is required
   * @return the identity as stored by Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Identity createOrUpdate(ResourceId id, Identity identity) {
    return createOrUpdateWithResponse(id, identity, Context.NONE).getValue();
  }

  /**
   * Creates an identity by its resource id, or replaces an existing one, and returns the response.
   * An existing identity is replaced as a whole: tags that are not sent are removed. The operation
   * completes with the response; there is nothing to poll.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param identity the identity to write; its location is required
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the identity as stored by Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<Identity> createOrUpdateWithResponse(
      ResourceId id, Identity identity, Context context) {
    return arm.send(calls.createOrUpdate(calls.path(id), identity), context);
  }

  /**
   * Creates or replaces an identity from raw JSON.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param json the request body; sent unchanged
   * @return the identity as stored by Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Identity createOrUpdate(String resourceGroup, String name, BinaryData json) {
    return createOrUpdateWithResponse(resourceGroup, name, json, Context.NONE).getValue();
  }

  /**
   * Creates or replaces an identity from raw JSON and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param json the request body; sent unchanged
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the identity as stored by Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<Identity> createOrUpdateWithResponse(
      String resourceGroup, String name, BinaryData json, Context context) {
    return arm.send(calls.createOrUpdate(calls.path(resourceGroup, name), json), context);
  }

  /**
   * Creates or replaces an identity by its resource id from raw JSON.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param json the request body; sent unchanged
   * @return the identity as stored by Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Identity createOrUpdate(ResourceId id, BinaryData json) {
    return createOrUpdateWithResponse(id, json, Context.NONE).getValue();
  }

  /**
   * Creates or replaces an identity by its resource id from raw JSON and returns the response.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param json the request body; sent unchanged
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the identity as stored by Azure
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<Identity> createOrUpdateWithResponse(
      ResourceId id, BinaryData json, Context context) {
    return arm.send(calls.createOrUpdate(calls.path(id), json), context);
  }

  /**
   * Gets an identity.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @return the identity
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Identity get(String resourceGroup, String name) {
    return getWithResponse(resourceGroup, name, Context.NONE).getValue();
  }

  /**
   * Gets an identity and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the identity
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<Identity> getWithResponse(String resourceGroup, String name, Context context) {
    return arm.send(calls.get(calls.path(resourceGroup, name)), context);
  }

  /**
   * Gets an identity by its resource id.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @return the identity
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Identity get(ResourceId id) {
    return getWithResponse(id, Context.NONE).getValue();
  }

  /**
   * Gets an identity by its resource id and returns the response.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the identity
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<Identity> getWithResponse(ResourceId id, Context context) {
    return arm.send(calls.get(calls.path(id)), context);
  }

  /**
   * Updates an identity. Properties that the update does not set are unchanged. Tags are replaced
   * as a whole.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param update the changes
   * @return the identity after the update
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Identity update(String resourceGroup, String name, IdentityUpdate update) {
    return updateWithResponse(resourceGroup, name, update, Context.NONE).getValue();
  }

  /**
   * Updates an identity and returns the response. Properties that the update does not set are
   * unchanged. Tags are replaced as a whole.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param update the changes
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the identity after the update
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<Identity> updateWithResponse(
      String resourceGroup, String name, IdentityUpdate update, Context context) {
    return arm.send(calls.update(calls.path(resourceGroup, name), update), context);
  }

  /**
   * Updates an identity by its resource id. Properties that the update does not set are unchanged.
   * Tags are replaced as a whole.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param update the changes
   * @return the identity after the update
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Identity update(ResourceId id, IdentityUpdate update) {
    return updateWithResponse(id, update, Context.NONE).getValue();
  }

  /**
   * Updates an identity by its resource id and returns the response. Properties that the update
   * does not set are unchanged. Tags are replaced as a whole.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param update the changes
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the identity after the update
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<Identity> updateWithResponse(
      ResourceId id, IdentityUpdate update, Context context) {
    return arm.send(calls.update(calls.path(id), update), context);
  }

  /**
   * Updates an identity with raw JSON.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param json the request body; sent unchanged
   * @return the identity after the update
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Identity update(String resourceGroup, String name, BinaryData json) {
    return updateWithResponse(resourceGroup, name, json, Context.NONE).getValue();
  }

  /**
   * Updates an identity with raw JSON and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param json the request body; sent unchanged
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the identity after the update
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<Identity> updateWithResponse(
      String resourceGroup, String name, BinaryData json, Context context) {
    return arm.send(calls.update(calls.path(resourceGroup, name), json), context);
  }

  /**
   * Updates an identity by its resource id with raw JSON.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param json the request body; sent unchanged
   * @return the identity after the update
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Identity update(ResourceId id, BinaryData json) {
    return updateWithResponse(id, json, Context.NONE).getValue();
  }

  /**
   * Updates an identity by its resource id with raw JSON and returns the response.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param json the request body; sent unchanged
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is the identity after the update
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<Identity> updateWithResponse(ResourceId id, BinaryData json, Context context) {
    return arm.send(calls.update(calls.path(id), json), context);
  }

  /**
   * Deletes an identity.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @return whether the identity existed
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public DeleteResult delete(String resourceGroup, String name) {
    return deleteWithResponse(resourceGroup, name, Context.NONE).getValue();
  }

  /**
   * Deletes an identity and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is whether the identity existed
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<DeleteResult> deleteWithResponse(
      String resourceGroup, String name, Context context) {
    return arm.send(calls.delete(calls.path(resourceGroup, name)), context);
  }

  /**
   * Deletes an identity by its resource id.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @return whether the identity existed
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
   * Deletes an identity by its resource id and returns the response.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers; its value is whether the identity existed
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
   * Lists the identities of the client's subscription.
   *
   * @return the identities; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<Identity> listBySubscription() {
    return listBySubscription(Context.NONE);
  }

  /**
   * Lists the identities of the client's subscription.
   *
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the identities; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<Identity> listBySubscription(Context context) {
    return PagedCall.of(arm, calls.listBySubscription(), context);
  }

  /**
   * Lists the identities of a resource group.
   *
   * @param resourceGroup the name of the resource group
   * @return the identities; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<Identity> listByResourceGroup(String resourceGroup) {
    return listByResourceGroup(resourceGroup, Context.NONE);
  }

  /**
   * Lists the identities of a resource group.
   *
   * @param resourceGroup the name of the resource group
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the identities; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<Identity> listByResourceGroup(String resourceGroup, Context context) {
    return PagedCall.of(arm, calls.listByResourceGroup(resourceGroup), context);
  }

  /**
   * Lists all resources that an identity is assigned to. Only previews have this operation. It is
   * sent with 2022-01-31-preview, or with 2021-09-30-preview if that is the version of the client.
   * The first page is a POST, later pages are a GET of the next link (swagger of
   * 2022-01-31-preview, {@code x-ms-pageable}).
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @return the resources; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<AssociatedResource> listAssociatedResources(
      String resourceGroup, String name) {
    return listAssociatedResources(resourceGroup, name, AssociatedResourcesQuery.ALL, Context.NONE);
  }

  /**
   * Lists the resources that an identity is assigned to and that match a query. Only previews have
   * this operation. It is sent with 2022-01-31-preview, or with 2021-09-30-preview if that is the
   * version of the client. The first page is a POST, later pages are a GET of the next link
   * (swagger of 2022-01-31-preview, {@code x-ms-pageable}).
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param query the filter, the order and the page size
   * @return the resources; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<AssociatedResource> listAssociatedResources(
      String resourceGroup, String name, AssociatedResourcesQuery query) {
    return listAssociatedResources(resourceGroup, name, query, Context.NONE);
  }

  /**
   * Lists the resources that an identity is assigned to and that match a query. Only previews have
   * this operation. It is sent with 2022-01-31-preview, or with 2021-09-30-preview if that is the
   * version of the client. The first page is a POST, later pages are a GET of the next link
   * (swagger of 2022-01-31-preview, {@code x-ms-pageable}).
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param query the filter, the order and the page size
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the resources; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<AssociatedResource> listAssociatedResources(
      String resourceGroup, String name, AssociatedResourcesQuery query, Context context) {
    return PagedCall.of(
        arm, calls.listAssociatedResources(calls.path(resourceGroup, name), query), context);
  }

  /**
   * Lists all resources that an identity is assigned to, by the resource id of the identity. Only
   * previews have this operation. It is sent with 2022-01-31-preview, or with 2021-09-30-preview if
   * that is the version of the client. The first page is a POST, later pages are a GET of the next
   * link (swagger of 2022-01-31-preview, {@code x-ms-pageable}).
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @return the resources; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<AssociatedResource> listAssociatedResources(ResourceId id) {
    return listAssociatedResources(id, AssociatedResourcesQuery.ALL, Context.NONE);
  }

  /**
   * Lists the resources that an identity is assigned to and that match a query, by the resource id
   * of the identity. Only previews have this operation. It is sent with 2022-01-31-preview, or with
   * 2021-09-30-preview if that is the version of the client. The first page is a POST, later pages
   * are a GET of the next link (swagger of 2022-01-31-preview, {@code x-ms-pageable}).
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param query the filter, the order and the page size
   * @return the resources; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<AssociatedResource> listAssociatedResources(
      ResourceId id, AssociatedResourcesQuery query) {
    return listAssociatedResources(id, query, Context.NONE);
  }

  /**
   * Lists the resources that an identity is assigned to and that match a query, by the resource id
   * of the identity. Only previews have this operation. It is sent with 2022-01-31-preview, or with
   * 2021-09-30-preview if that is the version of the client. The first page is a POST, later pages
   * are a GET of the next link (swagger of 2022-01-31-preview, {@code x-ms-pageable}).
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param query the filter, the order and the page size
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the resources; each page is requested when the iteration reaches it
   * @throws IllegalArgumentException if an argument is null or out of range
   * @throws UnsupportedOperationException if no API version of the client has the operation
   */
  public PagedIterable<AssociatedResource> listAssociatedResources(
      ResourceId id, AssociatedResourcesQuery query, Context context) {
    return PagedCall.of(arm, calls.listAssociatedResources(calls.path(id), query), context);
  }

  /**
   * Revokes all tokens that were issued to an identity until now. Only 2023-07-31-preview has this
   * operation; it is sent with that version, whatever the version of the client.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public void revokeTokens(String resourceGroup, String name) {
    revokeTokensWithResponse(resourceGroup, name, Context.NONE);
  }

  /**
   * Revokes all tokens that were issued to an identity until now, and returns the response. Only
   * 2023-07-31-preview has this operation; it is sent with that version, whatever the version of
   * the client.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<Void> revokeTokensWithResponse(
      String resourceGroup, String name, Context context) {
    return new SimpleResponse<>(
        arm.send(calls.revokeTokens(calls.path(resourceGroup, name)), context), null);
  }

  /**
   * Revokes all tokens that were issued to an identity by its resource id until now. Only
   * 2023-07-31-preview has this operation; it is sent with that version, whatever the version of
   * the client.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public void revokeTokens(ResourceId id) {
    revokeTokensWithResponse(id, Context.NONE);
  }

  /**
   * Revokes all tokens that were issued to an identity by its resource id until now, and returns
   * the response. Only 2023-07-31-preview has this operation; it is sent with that version,
   * whatever the version of the client.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response with its status and headers
   * @throws IllegalArgumentException if an argument is null or breaks a naming rule of Azure
   * @throws UnsupportedOperationException if no API version of the client has the operation or a
   *     property that is set
   * @throws com.azure.core.exception.HttpResponseException if Azure responds with an error or the
   *     response cannot be read; its value is an {@link ArmError}
   */
  public Response<Void> revokeTokensWithResponse(ResourceId id, Context context) {
    return new SimpleResponse<>(arm.send(calls.revokeTokens(calls.path(id)), context), null);
  }
}
