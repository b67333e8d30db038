package dev.msi4j;

import com.azure.core.http.rest.PagedFlux;
import com.azure.core.http.rest.Response;
import com.azure.core.http.rest.SimpleResponse;
import com.azure.core.util.BinaryData;
import reactor.core.publisher.Mono;

/**
 * Operations on user-assigned identities; from {@link
 * ManagedServiceIdentityAsyncClient#userAssignedIdentities}. Immutable; any number of threads may
 * use it.
 *
 * <p>Nothing is sent before a result is subscribed to; all failures come through it. No method
 * blocks.
 */
public final class UserAssignedIdentitiesAsync {
  private final ArmTransport arm;
  private final UserAssignedIdentityCalls calls;

  UserAssignedIdentitiesAsync(ArmTransport arm, UserAssignedIdentityCalls calls) {
    this.arm = arm;
    this.calls = calls;
  }

  /**
   * Creates an identity, or replaces what an existing one has: tags that are not sent are gone. The
   * answer is final; there is nothing to poll.
   */
  public Mono<Identity> createOrUpdate(String resourceGroup, String name, Identity identity) {
    return createOrUpdateWithResponse(resourceGroup, name, identity).map(Response::getValue);
  }

  /**
   * Like {@link #createOrUpdate(String, String, Identity)}, with the headers and the status of the
   * answer.
   */
  public Mono<Response<Identity>> createOrUpdateWithResponse(
      String resourceGroup, String name, Identity identity) {
    return arm.sendAsync(() -> calls.createOrUpdate(resourceGroup, name, identity));
  }

  /** Creates or replaces an identity from JSON of the caller's own, sent byte for byte. */
  public Mono<Identity> createOrUpdate(String resourceGroup, String name, BinaryData json) {
    return createOrUpdateWithResponse(resourceGroup, name, json).map(Response::getValue);
  }

  /**
   * Like {@link #createOrUpdate(String, String, BinaryData)}, with the headers and the status of
   * the answer.
   */
  public Mono<Response<Identity>> createOrUpdateWithResponse(
      String resourceGroup, String name, BinaryData json) {
    return arm.sendAsync(() -> calls.createOrUpdate(resourceGroup, name, json));
  }

  /** Returns an identity. */
  public Mono<Identity> get(String resourceGroup, String name) {
    return getWithResponse(resourceGroup, name).map(Response::getValue);
  }

  /** Like {@link #get(String, String)}, with the headers and the status of the answer. */
  public Mono<Response<Identity>> getWithResponse(String resourceGroup, String name) {
    return arm.sendAsync(() -> calls.get(resourceGroup, name));
  }

  /** Returns the identity with this id, in whichever subscription it is. */
  public Mono<Identity> get(ResourceId id) {
    return getWithResponse(id).map(Response::getValue);
  }

  /** Like {@link #get(ResourceId)}, with the headers and the status of the answer. */
  public Mono<Response<Identity>> getWithResponse(ResourceId id) {
    return arm.sendAsync(() -> calls.get(id));
  }

  /**
   * Changes an identity and leaves alone what the update does not set. Tags are replaced as a
   * whole.
   */
  public Mono<Identity> update(String resourceGroup, String name, IdentityUpdate update) {
    return updateWithResponse(resourceGroup, name, update).map(Response::getValue);
  }

  /**
   * Like {@link #update(String, String, IdentityUpdate)}, with the headers and the status of the
   * answer.
   */
  public Mono<Response<Identity>> updateWithResponse(
      String resourceGroup, String name, IdentityUpdate update) {
    return arm.sendAsync(() -> calls.update(resourceGroup, name, update));
  }

  /** Changes an identity by JSON of the caller's own, sent byte for byte. */
  public Mono<Identity> update(String resourceGroup, String name, BinaryData json) {
    return updateWithResponse(resourceGroup, name, json).map(Response::getValue);
  }

  /**
   * Like {@link #update(String, String, BinaryData)}, with the headers and the status of the
   * answer.
   */
  public Mono<Response<Identity>> updateWithResponse(
      String resourceGroup, String name, BinaryData json) {
    return arm.sendAsync(() -> calls.update(resourceGroup, name, json));
  }

  /** Deletes an identity and says whether it was there. */
  public Mono<DeleteResult> delete(String resourceGroup, String name) {
    return deleteWithResponse(resourceGroup, name).map(Response::getValue);
  }

  /** Like {@link #delete(String, String)}, with the headers and the status of the answer. */
  public Mono<Response<DeleteResult>> deleteWithResponse(String resourceGroup, String name) {
    return arm.sendAsync(() -> calls.delete(resourceGroup, name));
  }

  /** Lists the identities of the subscription, a page at a time as the caller goes on. */
  public PagedFlux<Identity> listBySubscription() {
    return PagedCall.async(arm, () -> calls.listBySubscription());
  }

  /** Lists the identities of a resource group, a page at a time as the caller goes on. */
  public PagedFlux<Identity> listByResourceGroup(String resourceGroup) {
    return PagedCall.async(arm, () -> calls.listByResourceGroup(resourceGroup));
  }

  /**
   * Lists all resources an identity is assigned to; see {@link #listAssociatedResources(String,
   * String, AssociatedResourcesQuery)}.
   */
  public PagedFlux<AssociatedResource> listAssociatedResources(String resourceGroup, String name) {
    return listAssociatedResources(resourceGroup, name, AssociatedResourcesQuery.ALL);
  }

  /**
   * Lists resources an identity is assigned to, a page at a time. Only previews have this: unless
   * the client uses 2021-09-30-preview, it is sent with 2022-01-31-preview, whatever the client's
   * version. The first page is a POST, further ones are a GET of the link that Azure gave, as the
   * published description of the API says.
   */
  public PagedFlux<AssociatedResource> listAssociatedResources(
      String resourceGroup, String name, AssociatedResourcesQuery query) {
    return PagedCall.async(arm, () -> calls.listAssociatedResources(resourceGroup, name, query));
  }

  /**
   * Revokes all tokens issued to an identity before now. Only 2023-07-31-preview has this; it is
   * sent with that version, whatever the client's version.
   */
  public Mono<Void> revokeTokens(String resourceGroup, String name) {
    return revokeTokensWithResponse(resourceGroup, name).then();
  }

  /** Like {@link #revokeTokens(String, String)}, with the headers and the status of the answer. */
  public Mono<Response<Void>> revokeTokensWithResponse(String resourceGroup, String name) {
    return arm.sendAsync(() -> calls.revokeTokens(resourceGroup, name))
        .map(response -> new SimpleResponse<>(response, null));
  }
}
