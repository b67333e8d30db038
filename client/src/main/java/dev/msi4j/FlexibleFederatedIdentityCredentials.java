package dev.msi4j;

import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;

/**
 * Operations on the flexible federated identity credentials of a user-assigned identity; from
 * {@link ManagedServiceIdentityClient#flexibleFederatedIdentityCredentials}. Only
 * 2025-01-31-preview has them: they are sent with that version, whatever the client's version. That
 * version can neither list nor delete them. Immutable; any number of threads may use it.
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
   * Creates a credential, or replaces an existing one in place.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
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
   * Like {@link #createOrUpdate(String, String, String, FlexibleFederatedIdentityCredential)}, with
   * the headers and the status of the answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<FlexibleFederatedIdentityCredential> createOrUpdateWithResponse(
      String resourceGroup,
      String identity,
      String name,
      FlexibleFederatedIdentityCredential credential,
      Context context) {
    return arm.send(calls.createOrUpdate(resourceGroup, identity, name, credential), context);
  }

  /**
   * Creates or replaces a credential from JSON of the caller's own, sent byte for byte.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
   */
  public FlexibleFederatedIdentityCredential createOrUpdate(
      String resourceGroup, String identity, String name, BinaryData json) {
    return createOrUpdateWithResponse(resourceGroup, identity, name, json, Context.NONE).getValue();
  }

  /**
   * Like {@link #createOrUpdate(String, String, String, BinaryData)}, with the headers and the
   * status of the answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<FlexibleFederatedIdentityCredential> createOrUpdateWithResponse(
      String resourceGroup, String identity, String name, BinaryData json, Context context) {
    return arm.send(calls.createOrUpdate(resourceGroup, identity, name, json), context);
  }

  /**
   * Returns a credential.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses; its value is an {@link
   *     ArmError}
   */
  public FlexibleFederatedIdentityCredential get(
      String resourceGroup, String identity, String name) {
    return getWithResponse(resourceGroup, identity, name, Context.NONE).getValue();
  }

  /**
   * Like {@link #get(String, String, String)}, with the headers and the status of the answer.
   *
   * @param context carried through the pipeline, to tracing and to policies
   */
  public Response<FlexibleFederatedIdentityCredential> getWithResponse(
      String resourceGroup, String identity, String name, Context context) {
    return arm.send(calls.get(resourceGroup, identity, name), context);
  }
}
