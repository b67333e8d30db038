package dev.msi4j;

import com.azure.core.annotation.ServiceClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A client for Microsoft.ManagedIdentity that does not block: results are {@code Mono}s and {@code
 * PagedFlux}es. Made by {@link ManagedServiceIdentityClientBuilder}. Immutable; any number of
 * threads may use it, and there is nothing to close.
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
      ArmTransport arm, String subscriptionId, ArgumentValidator check) {
    this.subscriptionId = subscriptionId;
    this.arm = arm;
    var identityCalls = new UserAssignedIdentityCalls(check, subscriptionId);
    this.userAssignedIdentities = new UserAssignedIdentitiesAsync(arm, identityCalls);
    this.systemAssignedIdentities =
        new SystemAssignedIdentitiesAsync(arm, new SystemAssignedIdentityCalls(check));
    this.federatedIdentityCredentials =
        new FederatedIdentityCredentialsAsync(
            arm, new FederatedIdentityCredentialCalls(check, identityCalls));
    this.flexibleFederatedIdentityCredentials =
        new FlexibleFederatedIdentityCredentialsAsync(
            arm, new FlexibleFederatedIdentityCredentialCalls(check, identityCalls));
    this.operations = new OperationsAsync(arm, new OperationCalls());
  }

  /** Returns the operations on user-assigned identities. */
  public UserAssignedIdentitiesAsync userAssignedIdentities() {
    return userAssignedIdentities;
  }

  /** Returns the operations on system-assigned identities. */
  public SystemAssignedIdentitiesAsync systemAssignedIdentities() {
    return systemAssignedIdentities;
  }

  /** Returns the operations on federated identity credentials. */
  public FederatedIdentityCredentialsAsync federatedIdentityCredentials() {
    return federatedIdentityCredentials;
  }

  /** Returns the operations on flexible federated identity credentials. */
  public FlexibleFederatedIdentityCredentialsAsync flexibleFederatedIdentityCredentials() {
    return flexibleFederatedIdentityCredentials;
  }

  /** Returns the operations on the resource provider itself. */
  public OperationsAsync operations() {
    return operations;
  }

  /**
   * Sends a request of your own through all the policies of this client, when subscribed to. The
   * answer comes as it is, whatever its status; close it.
   *
   * @param request to the origin of {@link #endpoint}; fails with an {@link
   *     IllegalArgumentException} otherwise, since the token must not leave
   */
  public Mono<HttpResponse> sendRequest(HttpRequest request) {
    return arm.sendAsIsAsync(() -> request);
  }

  /**
   * Sends a request of your own through all the policies of this client, when subscribed to. The
   * answer comes as it is, whatever its status; close it.
   *
   * @param url absolute, or relative to {@link #endpoint}
   * @param json the body; null for none
   */
  public Mono<HttpResponse> sendRequest(HttpMethod method, String url, @Nullable BinaryData json) {
    return arm.sendAsIsAsync(() -> arm.request(method, url, json));
  }

  /** Returns the subscription that identities are looked for in. */
  public String subscriptionId() {
    return subscriptionId;
  }

  /** Returns the URL of Resource Manager, without a trailing slash. */
  public String endpoint() {
    return arm.endpoint().base();
  }
}
