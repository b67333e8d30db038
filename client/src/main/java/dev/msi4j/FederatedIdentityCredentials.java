package dev.msi4j;

import com.azure.core.http.rest.PagedIterable;
import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import org.jspecify.annotations.Nullable;

/**
 * Operations on the federated identity credentials of a user-assigned identity; from {@link
 * ManagedServiceIdentityClient#federatedIdentityCredentials}. They exist since 2022-01-31-preview.
 * Immutable; any number of threads may use it.
 */
public final class FederatedIdentityCredentials {
  private final ArmTransport arm;
  private final FederatedIdentityCredentialCalls calls;

  FederatedIdentityCredentials(ArmTransport arm, FederatedIdentityCredentialCalls calls) {
    this.arm = arm;
    this.calls = calls;
  }

  /**
   * Creates a credential, or replaces an existing one in place.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
   */
  public FederatedIdentityCredential createOrUpdate(
      String resourceGroup, String identity, String name, FederatedIdentityCredential credential) {
    return createOrUpdateWithResponse(resourceGroup, identity, name, credential, Context.NONE)
        .getValue();
  }

  /**
   * Like {@link #createOrUpdate(String, String, String, FederatedIdentityCredential)}, with the
   * headers and the status of the answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<FederatedIdentityCredential> createOrUpdateWithResponse(
      String resourceGroup,
      String identity,
      String name,
      FederatedIdentityCredential credential,
      Context context) {
    return arm.send(calls.createOrUpdate(resourceGroup, identity, name, credential), context);
  }

  /**
   * Creates or replaces a credential from JSON of the caller's own, sent byte for byte.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
   */
  public FederatedIdentityCredential createOrUpdate(
      String resourceGroup, String identity, String name, BinaryData json) {
    return createOrUpdateWithResponse(resourceGroup, identity, name, json, Context.NONE).getValue();
  }

  /**
   * Like {@link #createOrUpdate(String, String, String, BinaryData)}, with the headers and the
   * status of the answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<FederatedIdentityCredential> createOrUpdateWithResponse(
      String resourceGroup, String identity, String name, BinaryData json, Context context) {
    return arm.send(calls.createOrUpdate(resourceGroup, identity, name, json), context);
  }

  /**
   * Returns a credential.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
   */
  public FederatedIdentityCredential get(String resourceGroup, String identity, String name) {
    return getWithResponse(resourceGroup, identity, name, Context.NONE).getValue();
  }

  /**
   * Like {@link #get(String, String, String)}, with the headers and the status of the answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<FederatedIdentityCredential> getWithResponse(
      String resourceGroup, String identity, String name, Context context) {
    return arm.send(calls.get(resourceGroup, identity, name), context);
  }

  /**
   * Deletes a credential and says whether it was there.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
   */
  public DeleteResult delete(String resourceGroup, String identity, String name) {
    return deleteWithResponse(resourceGroup, identity, name, Context.NONE).getValue();
  }

  /**
   * Like {@link #delete(String, String, String)}, with the headers and the status of the answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<DeleteResult> deleteWithResponse(
      String resourceGroup, String identity, String name, Context context) {
    return arm.send(calls.delete(resourceGroup, identity, name), context);
  }

  /** Lists all credentials of an identity, a page at a time as the caller goes on. */
  public PagedIterable<FederatedIdentityCredential> list(String resourceGroup, String identity) {
    return list(resourceGroup, identity, null, null, Context.NONE);
  }

  /**
   * Lists the credentials of an identity, a page at a time as the caller goes on.
   *
   * @param top how many to a page, at least 1; null for as many as Azure likes
   * @param skiptoken where to go on, from an earlier answer; null for the beginning
   * @param context carried through the pipeline, to tracing and to policies
   */
  public PagedIterable<FederatedIdentityCredential> list(
      String resourceGroup,
      String identity,
      @Nullable Integer top,
      @Nullable String skiptoken,
      Context context) {
    return PagedCall.of(arm, calls.list(resourceGroup, identity, top, skiptoken), context);
  }

  /**
   * Lists the credentials of an identity, a page at a time as the caller goes on.
   *
   * @param top how many to a page, at least 1; null for as many as Azure likes
   * @param skiptoken where to go on, from an earlier answer; null for the beginning
   */
  public PagedIterable<FederatedIdentityCredential> list(
      String resourceGroup, String identity, @Nullable Integer top, @Nullable String skiptoken) {
    return list(resourceGroup, identity, top, skiptoken, Context.NONE);
  }
}
