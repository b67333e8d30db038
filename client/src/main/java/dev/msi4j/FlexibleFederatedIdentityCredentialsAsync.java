package dev.msi4j;

import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import reactor.core.publisher.Mono;

/**
 * Operations on the flexible federated identity credentials of a user-assigned identity; from
 * {@link ManagedServiceIdentityAsyncClient#flexibleFederatedIdentityCredentials}. Only
 * 2025-01-31-preview has them: they are sent with that version, whatever the client's version. That
 * version can neither list nor delete them. Immutable; any number of threads may use it.
 *
 * <p>Nothing is sent before a result is subscribed to; all failures come through it. No method
 * blocks.
 */
public final class FlexibleFederatedIdentityCredentialsAsync {
  private final ArmTransport arm;
  private final FlexibleFederatedIdentityCredentialCalls calls;

  FlexibleFederatedIdentityCredentialsAsync(
      ArmTransport arm, FlexibleFederatedIdentityCredentialCalls calls) {
    this.arm = arm;
    this.calls = calls;
  }

  /** Creates a credential, or replaces an existing one in place. */
  public Mono<FlexibleFederatedIdentityCredential> createOrUpdate(
      String resourceGroup,
      String identity,
      String name,
      FlexibleFederatedIdentityCredential credential) {
    return createOrUpdateWithResponse(resourceGroup, identity, name, credential)
        .map(Response::getValue);
  }

  /**
   * Like {@link #createOrUpdate(String, String, String, FlexibleFederatedIdentityCredential)}, with
   * the headers and the status of the answer.
   */
  public Mono<Response<FlexibleFederatedIdentityCredential>> createOrUpdateWithResponse(
      String resourceGroup,
      String identity,
      String name,
      FlexibleFederatedIdentityCredential credential) {
    return arm.sendAsync(() -> calls.createOrUpdate(resourceGroup, identity, name, credential));
  }

  /** Creates or replaces a credential from JSON of the caller's own, sent byte for byte. */
  public Mono<FlexibleFederatedIdentityCredential> createOrUpdate(
      String resourceGroup, String identity, String name, BinaryData json) {
    return createOrUpdateWithResponse(resourceGroup, identity, name, json).map(Response::getValue);
  }

  /**
   * Like {@link #createOrUpdate(String, String, String, BinaryData)}, with the headers and the
   * status of the answer.
   */
  public Mono<Response<FlexibleFederatedIdentityCredential>> createOrUpdateWithResponse(
      String resourceGroup, String identity, String name, BinaryData json) {
    return arm.sendAsync(() -> calls.createOrUpdate(resourceGroup, identity, name, json));
  }

  /** Returns a credential. */
  public Mono<FlexibleFederatedIdentityCredential> get(
      String resourceGroup, String identity, String name) {
    return getWithResponse(resourceGroup, identity, name).map(Response::getValue);
  }

  /** Like {@link #get(String, String, String)}, with the headers and the status of the answer. */
  public Mono<Response<FlexibleFederatedIdentityCredential>> getWithResponse(
      String resourceGroup, String identity, String name) {
    return arm.sendAsync(() -> calls.get(resourceGroup, identity, name));
  }
}
