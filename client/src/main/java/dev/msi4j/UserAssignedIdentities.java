package dev.msi4j;

import com.azure.core.http.rest.PagedIterable;
import com.azure.core.http.rest.Response;
import com.azure.core.http.rest.SimpleResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;

/**
 * Operations on user-assigned identities; from {@link
 * ManagedServiceIdentityClient#userAssignedIdentities}. Immutable; any number of threads may use
 * it.
 */
public final class UserAssignedIdentities {
  private final ArmTransport arm;
  private final UserAssignedIdentityCalls calls;

  UserAssignedIdentities(ArmTransport arm, UserAssignedIdentityCalls calls) {
    this.arm = arm;
    this.calls = calls;
  }

  /**
   * Creates an identity, or replaces what an existing one has: tags that are not sent are gone. The
   * answer is final; there is nothing to poll.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
   */
  public Identity createOrUpdate(String resourceGroup, String name, Identity identity) {
    return createOrUpdateWithResponse(resourceGroup, name, identity, Context.NONE).getValue();
  }

  /**
   * Like {@link #createOrUpdate(String, String, Identity)}, with the headers and the status of the
   * answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<Identity> createOrUpdateWithResponse(
      String resourceGroup, String name, Identity identity, Context context) {
    return arm.send(calls.createOrUpdate(resourceGroup, name, identity), context);
  }

  /**
   * Creates or replaces an identity from JSON of the caller's own, sent byte for byte.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
   */
  public Identity createOrUpdate(String resourceGroup, String name, BinaryData json) {
    return createOrUpdateWithResponse(resourceGroup, name, json, Context.NONE).getValue();
  }

  /**
   * Like {@link #createOrUpdate(String, String, BinaryData)}, with the headers and the status of
   * the answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<Identity> createOrUpdateWithResponse(
      String resourceGroup, String name, BinaryData json, Context context) {
    return arm.send(calls.createOrUpdate(resourceGroup, name, json), context);
  }

  /**
   * Returns an identity.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
   */
  public Identity get(String resourceGroup, String name) {
    return getWithResponse(resourceGroup, name, Context.NONE).getValue();
  }

  /**
   * Like {@link #get(String, String)}, with the headers and the status of the answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<Identity> getWithResponse(String resourceGroup, String name, Context context) {
    return arm.send(calls.get(resourceGroup, name), context);
  }

  /**
   * Returns the identity with this id, in whichever subscription it is.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
   */
  public Identity get(ResourceId id) {
    return getWithResponse(id, Context.NONE).getValue();
  }

  /**
   * Like {@link #get(ResourceId)}, with the headers and the status of the answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<Identity> getWithResponse(ResourceId id, Context context) {
    return arm.send(calls.get(id), context);
  }

  /**
   * Changes an identity and leaves alone what the update does not set. Tags are replaced as a
   * whole.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
   */
  public Identity update(String resourceGroup, String name, IdentityUpdate update) {
    return updateWithResponse(resourceGroup, name, update, Context.NONE).getValue();
  }

  /**
   * Like {@link #update(String, String, IdentityUpdate)}, with the headers and the status of the
   * answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<Identity> updateWithResponse(
      String resourceGroup, String name, IdentityUpdate update, Context context) {
    return arm.send(calls.update(resourceGroup, name, update), context);
  }

  /**
   * Changes an identity by JSON of the caller's own, sent byte for byte.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
   */
  public Identity update(String resourceGroup, String name, BinaryData json) {
    return updateWithResponse(resourceGroup, name, json, Context.NONE).getValue();
  }

  /**
   * Like {@link #update(String, String, BinaryData)}, with the headers and the status of the
   * answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<Identity> updateWithResponse(
      String resourceGroup, String name, BinaryData json, Context context) {
    return arm.send(calls.update(resourceGroup, name, json), context);
  }

  /**
   * Deletes an identity and says whether it was there.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
   */
  public DeleteResult delete(String resourceGroup, String name) {
    return deleteWithResponse(resourceGroup, name, Context.NONE).getValue();
  }

  /**
   * Like {@link #delete(String, String)}, with the headers and the status of the answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<DeleteResult> deleteWithResponse(
      String resourceGroup, String name, Context context) {
    return arm.send(calls.delete(resourceGroup, name), context);
  }

  /** Lists the identities of the subscription, a page at a time as the caller goes on. */
  public PagedIterable<Identity> listBySubscription() {
    return listBySubscription(Context.NONE);
  }

  /**
   * Lists the identities of the subscription, a page at a time as the caller goes on.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public PagedIterable<Identity> listBySubscription(Context context) {
    return PagedCall.of(arm, calls.listBySubscription(), context);
  }

  /** Lists the identities of a resource group, a page at a time as the caller goes on. */
  public PagedIterable<Identity> listByResourceGroup(String resourceGroup) {
    return listByResourceGroup(resourceGroup, Context.NONE);
  }

  /**
   * Lists the identities of a resource group, a page at a time as the caller goes on.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public PagedIterable<Identity> listByResourceGroup(String resourceGroup, Context context) {
    return PagedCall.of(arm, calls.listByResourceGroup(resourceGroup), context);
  }

  /**
   * Lists all resources an identity is assigned to; see {@link #listAssociatedResources(String,
   * String, AssociatedResourcesQuery)}.
   */
  public PagedIterable<AssociatedResource> listAssociatedResources(
      String resourceGroup, String name) {
    return listAssociatedResources(resourceGroup, name, AssociatedResourcesQuery.ALL, Context.NONE);
  }

  /**
   * Lists resources an identity is assigned to, a page at a time. Only previews have this: unless
   * the client uses 2021-09-30-preview, it is sent with 2022-01-31-preview, whatever the client's
   * version. The first page is a POST, further ones are a GET of the link that Azure gave, as the
   * published description of the API says.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public PagedIterable<AssociatedResource> listAssociatedResources(
      String resourceGroup, String name, AssociatedResourcesQuery query, Context context) {
    return PagedCall.of(arm, calls.listAssociatedResources(resourceGroup, name, query), context);
  }

  /**
   * Lists resources an identity is assigned to, a page at a time. Only previews have this: unless
   * the client uses 2021-09-30-preview, it is sent with 2022-01-31-preview, whatever the client's
   * version. The first page is a POST, further ones are a GET of the link that Azure gave, as the
   * published description of the API says.
   */
  public PagedIterable<AssociatedResource> listAssociatedResources(
      String resourceGroup, String name, AssociatedResourcesQuery query) {
    return listAssociatedResources(resourceGroup, name, query, Context.NONE);
  }

  /**
   * Revokes all tokens issued to an identity before now. Only 2023-07-31-preview has this; it is
   * sent with that version, whatever the client's version.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
   */
  public void revokeTokens(String resourceGroup, String name) {
    revokeTokensWithResponse(resourceGroup, name, Context.NONE);
  }

  /**
   * Like {@link #revokeTokens(String, String)}, with the headers and the status of the answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<Void> revokeTokensWithResponse(
      String resourceGroup, String name, Context context) {
    return new SimpleResponse<>(arm.send(calls.revokeTokens(resourceGroup, name), context), null);
  }
}
