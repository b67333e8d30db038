package dev.msi4j;

import com.azure.core.http.rest.PagedFlux;
import com.azure.core.http.rest.Response;
import com.azure.core.http.rest.SimpleResponse;
import com.azure.core.util.BinaryData;
import reactor.core.publisher.Mono;

/**
 * Operations on user-assigned identities, returned by {@link
 * ManagedServiceIdentityAsyncClient#userAssignedIdentities}. Immutable and thread-safe.
 *
 * <p>A method sends nothing before its result is subscribed to, and never blocks. All failures,
 * including invalid arguments, are emitted by the result. They are the exceptions that the methods
 * of {@link UserAssignedIdentities} throw.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/managedidentity/user-assigned-identities">Azure
 *     REST API reference: User Assigned Identities</a>
 */
public final class UserAssignedIdentitiesAsync {
  private final ArmTransport arm;
  private final UserAssignedIdentityCalls calls;

  UserAssignedIdentitiesAsync(ArmTransport arm, UserAssignedIdentityCalls calls) {
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
   * @return a {@code Mono} that emits the identity as stored by Azure
   */
  public Mono<Identity> createOrUpdate(String resourceGroup, String name, Identity identity) {
    return createOrUpdateWithResponse(resourceGroup, name, identity).map(Response::getValue);
  }

  /**
   * Creates an identity, or replaces an existing one, and returns the response. An existing
   * identity is replaced as a whole: tags that are not sent are removed. The operation completes
   * with the response; there is nothing to poll.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param identity the identity to write; its location is required
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     identity as stored by Azure
   */
  public Mono<Response<Identity>> createOrUpdateWithResponse(
      String resourceGroup, String name, Identity identity) {
    return arm.sendAsync(() -> calls.createOrUpdate(calls.path(resourceGroup, name), identity));
  }

  /**
   * Creates an identity by its resource id, or replaces an existing one. An existing identity is
   * replaced as a whole: tags that are not sent are removed. The operation completes with the
   * response; there is nothing to poll.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param identity the identity to write; its location is required
   * @return a {@code Mono} that emits the identity as stored by Azure
   */
  public Mono<Identity> createOrUpdate(ResourceId id, Identity identity) {
    return createOrUpdateWithResponse(id, identity).map(Response::getValue);
  }

  /**
   * Creates an identity by its resource id, or replaces an existing one, and returns the response.
   * An existing identity is replaced as a whole: tags that are not sent are removed. The operation
   * completes with the response; there is nothing to poll.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param identity the identity to write; its location is required
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     identity as stored by Azure
   */
  public Mono<Response<Identity>> createOrUpdateWithResponse(ResourceId id, Identity identity) {
    return arm.sendAsync(() -> calls.createOrUpdate(calls.path(id), identity));
  }

  /**
   * Creates or replaces an identity from raw JSON.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param json the request body; sent unchanged
   * @return a {@code Mono} that emits the identity as stored by Azure
   */
  public Mono<Identity> createOrUpdate(String resourceGroup, String name, BinaryData json) {
    return createOrUpdateWithResponse(resourceGroup, name, json).map(Response::getValue);
  }

  /**
   * Creates or replaces an identity from raw JSON and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param json the request body; sent unchanged
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     identity as stored by Azure
   */
  public Mono<Response<Identity>> createOrUpdateWithResponse(
      String resourceGroup, String name, BinaryData json) {
    return arm.sendAsync(() -> calls.createOrUpdate(calls.path(resourceGroup, name), json));
  }

  /**
   * Creates or replaces an identity by its resource id from raw JSON.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param json the request body; sent unchanged
   * @return a {@code Mono} that emits the identity as stored by Azure
   */
  public Mono<Identity> createOrUpdate(ResourceId id, BinaryData json) {
    return createOrUpdateWithResponse(id, json).map(Response::getValue);
  }

  /**
   * Creates or replaces an identity by its resource id from raw JSON and returns the response.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param json the request body; sent unchanged
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     identity as stored by Azure
   */
  public Mono<Response<Identity>> createOrUpdateWithResponse(ResourceId id, BinaryData json) {
    return arm.sendAsync(() -> calls.createOrUpdate(calls.path(id), json));
  }

  /**
   * Gets an identity.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @return a {@code Mono} that emits the identity
   */
  public Mono<Identity> get(String resourceGroup, String name) {
    return getWithResponse(resourceGroup, name).map(Response::getValue);
  }

  /**
   * Gets an identity and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     identity
   */
  public Mono<Response<Identity>> getWithResponse(String resourceGroup, String name) {
    return arm.sendAsync(() -> calls.get(calls.path(resourceGroup, name)));
  }

  /**
   * Gets an identity by its resource id.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @return a {@code Mono} that emits the identity
   */
  public Mono<Identity> get(ResourceId id) {
    return getWithResponse(id).map(Response::getValue);
  }

  /**
   * Gets an identity by its resource id and returns the response.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     identity
   */
  public Mono<Response<Identity>> getWithResponse(ResourceId id) {
    return arm.sendAsync(() -> calls.get(calls.path(id)));
  }

  /**
   * Updates an identity. Properties that the update does not set are unchanged. Tags are replaced
   * as a whole.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param update the changes
   * @return a {@code Mono} that emits the identity after the update
   */
  public Mono<Identity> update(String resourceGroup, String name, IdentityUpdate update) {
    return updateWithResponse(resourceGroup, name, update).map(Response::getValue);
  }

  /**
   * Updates an identity and returns the response. Properties that the update does not set are
   * unchanged. Tags are replaced as a whole.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param update the changes
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     identity after the update
   */
  public Mono<Response<Identity>> updateWithResponse(
      String resourceGroup, String name, IdentityUpdate update) {
    return arm.sendAsync(() -> calls.update(calls.path(resourceGroup, name), update));
  }

  /**
   * Updates an identity by its resource id. Properties that the update does not set are unchanged.
   * Tags are replaced as a whole.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param update the changes
   * @return a {@code Mono} that emits the identity after the update
   */
  public Mono<Identity> update(ResourceId id, IdentityUpdate update) {
    return updateWithResponse(id, update).map(Response::getValue);
  }

  /**
   * Updates an identity by its resource id and returns the response. Properties that the update
   * does not set are unchanged. Tags are replaced as a whole.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param update the changes
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     identity after the update
   */
  public Mono<Response<Identity>> updateWithResponse(ResourceId id, IdentityUpdate update) {
    return arm.sendAsync(() -> calls.update(calls.path(id), update));
  }

  /**
   * Updates an identity with raw JSON.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param json the request body; sent unchanged
   * @return a {@code Mono} that emits the identity after the update
   */
  public Mono<Identity> update(String resourceGroup, String name, BinaryData json) {
    return updateWithResponse(resourceGroup, name, json).map(Response::getValue);
  }

  /**
   * Updates an identity with raw JSON and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @param json the request body; sent unchanged
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     identity after the update
   */
  public Mono<Response<Identity>> updateWithResponse(
      String resourceGroup, String name, BinaryData json) {
    return arm.sendAsync(() -> calls.update(calls.path(resourceGroup, name), json));
  }

  /**
   * Updates an identity by its resource id with raw JSON.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param json the request body; sent unchanged
   * @return a {@code Mono} that emits the identity after the update
   */
  public Mono<Identity> update(ResourceId id, BinaryData json) {
    return updateWithResponse(id, json).map(Response::getValue);
  }

  /**
   * Updates an identity by its resource id with raw JSON and returns the response.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param json the request body; sent unchanged
   * @return a {@code Mono} that emits the response with its status and headers; its value is the
   *     identity after the update
   */
  public Mono<Response<Identity>> updateWithResponse(ResourceId id, BinaryData json) {
    return arm.sendAsync(() -> calls.update(calls.path(id), json));
  }

  /**
   * Deletes an identity.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @return a {@code Mono} that emits whether the identity existed
   */
  public Mono<DeleteResult> delete(String resourceGroup, String name) {
    return deleteWithResponse(resourceGroup, name).map(Response::getValue);
  }

  /**
   * Deletes an identity and returns the response.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @return a {@code Mono} that emits the response with its status and headers; its value is
   *     whether the identity existed
   */
  public Mono<Response<DeleteResult>> deleteWithResponse(String resourceGroup, String name) {
    return arm.sendAsync(() -> calls.delete(calls.path(resourceGroup, name)));
  }

  /**
   * Deletes an identity by its resource id.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @return a {@code Mono} that emits whether the identity existed
   */
  public Mono<DeleteResult> delete(ResourceId id) {
    return deleteWithResponse(id).map(Response::getValue);
  }

  /**
   * Deletes an identity by its resource id and returns the response.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @return a {@code Mono} that emits the response with its status and headers; its value is
   *     whether the identity existed
   */
  public Mono<Response<DeleteResult>> deleteWithResponse(ResourceId id) {
    return arm.sendAsync(() -> calls.delete(calls.path(id)));
  }

  /**
   * Lists the identities of the client's subscription.
   *
   * @return the identities; each page is requested on demand
   */
  public PagedFlux<Identity> listBySubscription() {
    return PagedCall.async(arm, () -> calls.listBySubscription());
  }

  /**
   * Lists the identities of a resource group.
   *
   * @param resourceGroup the name of the resource group
   * @return the identities; each page is requested on demand
   */
  public PagedFlux<Identity> listByResourceGroup(String resourceGroup) {
    return PagedCall.async(arm, () -> calls.listByResourceGroup(resourceGroup));
  }

  /**
   * Lists all resources that an identity is assigned to. Only previews have this operation. It is
   * sent with 2022-01-31-preview, or with 2021-09-30-preview if that is the version of the client.
   * The first page is a POST, later pages are a GET of the next link (swagger of
   * 2022-01-31-preview, {@code x-ms-pageable}).
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @return the resources; each page is requested on demand
   */
  public PagedFlux<AssociatedResource> listAssociatedResources(String resourceGroup, String name) {
    return listAssociatedResources(resourceGroup, name, AssociatedResourcesQuery.ALL);
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
   * @return the resources; each page is requested on demand
   */
  public PagedFlux<AssociatedResource> listAssociatedResources(
      String resourceGroup, String name, AssociatedResourcesQuery query) {
    return PagedCall.async(
        arm, () -> calls.listAssociatedResources(calls.path(resourceGroup, name), query));
  }

  /**
   * Lists all resources that an identity is assigned to, by the resource id of the identity. Only
   * previews have this operation. It is sent with 2022-01-31-preview, or with 2021-09-30-preview if
   * that is the version of the client. The first page is a POST, later pages are a GET of the next
   * link (swagger of 2022-01-31-preview, {@code x-ms-pageable}).
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @return the resources; each page is requested on demand
   */
  public PagedFlux<AssociatedResource> listAssociatedResources(ResourceId id) {
    return listAssociatedResources(id, AssociatedResourcesQuery.ALL);
  }

  /**
   * Lists the resources that an identity is assigned to and that match a query, by the resource id
   * of the identity. Only previews have this operation. It is sent with 2022-01-31-preview, or with
   * 2021-09-30-preview if that is the version of the client. The first page is a POST, later pages
   * are a GET of the next link (swagger of 2022-01-31-preview, {@code x-ms-pageable}).
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @param query the filter, the order and the page size
   * @return the resources; each page is requested on demand
   */
  public PagedFlux<AssociatedResource> listAssociatedResources(
      ResourceId id, AssociatedResourcesQuery query) {
    return PagedCall.async(arm, () -> calls.listAssociatedResources(calls.path(id), query));
  }

  /**
   * Revokes all tokens that were issued to an identity until now. Only 2023-07-31-preview has this
   * operation; it is sent with that version, whatever the version of the client.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @return a {@code Mono} that completes when Azure confirms
   */
  public Mono<Void> revokeTokens(String resourceGroup, String name) {
    return revokeTokensWithResponse(resourceGroup, name).then();
  }

  /**
   * Revokes all tokens that were issued to an identity until now, and returns the response. Only
   * 2023-07-31-preview has this operation; it is sent with that version, whatever the version of
   * the client.
   *
   * @param resourceGroup the name of the resource group
   * @param name the name of the identity
   * @return a {@code Mono} that emits the response with its status and headers
   */
  public Mono<Response<Void>> revokeTokensWithResponse(String resourceGroup, String name) {
    return arm.sendAsync(() -> calls.revokeTokens(calls.path(resourceGroup, name)))
        .map(response -> new SimpleResponse<>(response, null));
  }

  /**
   * Revokes all tokens that were issued to an identity by its resource id until now. Only
   * 2023-07-31-preview has this operation; it is sent with that version, whatever the version of
   * the client.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @return a {@code Mono} that completes when Azure confirms
   */
  public Mono<Void> revokeTokens(ResourceId id) {
    return revokeTokensWithResponse(id).then();
  }

  /**
   * Revokes all tokens that were issued to an identity by its resource id until now, and returns
   * the response. Only 2023-07-31-preview has this operation; it is sent with that version,
   * whatever the version of the client.
   *
   * @param id the resource id of the identity; its subscription may differ from the client's
   * @return a {@code Mono} that emits the response with its status and headers
   */
  public Mono<Response<Void>> revokeTokensWithResponse(ResourceId id) {
    return arm.sendAsync(() -> calls.revokeTokens(calls.path(id)))
        .map(response -> new SimpleResponse<>(response, null));
  }
}
