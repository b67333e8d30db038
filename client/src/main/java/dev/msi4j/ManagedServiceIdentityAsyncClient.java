package dev.msi4j;

import com.azure.core.annotation.ServiceClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * An asynchronous client for Microsoft.ManagedIdentity. Its operations return {@code Mono} and
 * {@code PagedFlux}. Created by {@link ManagedServiceIdentityClientBuilder}. Immutable and
 * thread-safe; it does not have to be closed.
 */
@ServiceClient(builder = ManagedServiceIdentityClientBuilder.class, isAsync = true)
public final class ManagedServiceIdentityAsyncClient {
  private final String subscriptionId;
  private final ArmTransport arm;
  private final UserAssignedIdentitiesAsync userAssignedIdentities;
  private final SystemAssignedIdentitiesAsync systemAssignedIdentities;
  private final FederatedIdentityCredentialsAsync federatedIdentityCredentials;
  private final FlexibleFederatedIdentityCredentialsAsync flexibleFederatedIdentityCredentials;
  private final OperationsAsync operations;

  ManagedServiceIdentityAsyncClient(
      ArmTransport arm, String subscriptionId, ArgumentValidator validator) {
    this.subscriptionId = subscriptionId;
    this.arm = arm;
    var identityCalls = new UserAssignedIdentityCalls(validator, subscriptionId);
    this.userAssignedIdentities = new UserAssignedIdentitiesAsync(arm, identityCalls);
    this.systemAssignedIdentities =
        new SystemAssignedIdentitiesAsync(arm, new SystemAssignedIdentityCalls(validator));
    this.federatedIdentityCredentials =
        new FederatedIdentityCredentialsAsync(
            arm, new FederatedIdentityCredentialCalls(validator, identityCalls));
    this.flexibleFederatedIdentityCredentials =
        new FlexibleFederatedIdentityCredentialsAsync(
            arm, new FlexibleFederatedIdentityCredentialCalls(validator, identityCalls));
    this.operations = new OperationsAsync(arm, new OperationCalls());
  }

  /** {@return the operations on user-assigned identities} */
  public UserAssignedIdentitiesAsync userAssignedIdentities() {
    return userAssignedIdentities;
  }

  /** {@return the operations on system-assigned identities} */
  public SystemAssignedIdentitiesAsync systemAssignedIdentities() {
    return systemAssignedIdentities;
  }

  /** {@return the operations on federated identity credentials} */
  public FederatedIdentityCredentialsAsync federatedIdentityCredentials() {
    return federatedIdentityCredentials;
  }

  /** {@return the operations on flexible federated identity credentials} */
  public FlexibleFederatedIdentityCredentialsAsync flexibleFederatedIdentityCredentials() {
    return flexibleFederatedIdentityCredentials;
  }

  /** {@return the operations on the resource provider} */
  public OperationsAsync operations() {
    return operations;
  }

  /**
   * Sends a custom request through the pipeline of this client when the result is subscribed to.
   * The status of the response is not checked. Close the response after use.
   *
   * @param request the request; its URL must have the origin of {@link #endpoint}
   * @return a {@code Mono} that emits the response; it fails with an {@link
   *     IllegalArgumentException} if the request has another origin, since the access token must
   *     not be sent to another server
   */
  public Mono<HttpResponse> sendRequest(HttpRequest request) {
    return arm.sendRawAsync(() -> request);
  }

  /**
   * Sends a custom request through the pipeline of this client when the result is subscribed to.
   * The status of the response is not checked. Close the response after use.
   *
   * @param method the HTTP method
   * @param url the URL, absolute or relative to {@link #endpoint}
   * @param json the request body; null for none
   * @return a {@code Mono} that emits the response; it fails with an {@link
   *     IllegalArgumentException} if the request has another origin, since the access token must
   *     not be sent to another server
   */
  public Mono<HttpResponse> sendRequest(HttpMethod method, String url, @Nullable BinaryData json) {
    return arm.sendRawAsync(() -> arm.request(method, url, json));
  }

  /** {@return the id of the subscription of operations without a resource id} */
  public String subscriptionId() {
    return subscriptionId;
  }

  /** {@return the URL of Resource Manager, without a trailing slash} */
  public String endpoint() {
    return arm.endpoint().base();
  }
}
