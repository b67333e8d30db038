package dev.msi4j;

import com.azure.core.annotation.ServiceClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import org.jspecify.annotations.Nullable;

/**
 * A synchronous client for Microsoft.ManagedIdentity. Created by {@link
 * ManagedServiceIdentityClientBuilder}. Immutable and thread-safe; it does not have to be closed.
 */
@ServiceClient(builder = ManagedServiceIdentityClientBuilder.class)
public final class ManagedServiceIdentityClient {
  private final String subscriptionId;
  private final ArmTransport arm;
  private final UserAssignedIdentities userAssignedIdentities;
  private final SystemAssignedIdentities systemAssignedIdentities;
  private final FederatedIdentityCredentials federatedIdentityCredentials;
  private final FlexibleFederatedIdentityCredentials flexibleFederatedIdentityCredentials;
  private final Operations operations;

  ManagedServiceIdentityClient(
      ArmTransport arm, String subscriptionId, ArgumentValidator validator) {
    this.subscriptionId = subscriptionId;
    this.arm = arm;
    var identityCalls = new UserAssignedIdentityCalls(validator, subscriptionId);
    this.userAssignedIdentities = new UserAssignedIdentities(arm, identityCalls);
    this.systemAssignedIdentities =
        new SystemAssignedIdentities(arm, new SystemAssignedIdentityCalls(validator));
    this.federatedIdentityCredentials =
        new FederatedIdentityCredentials(
            arm, new FederatedIdentityCredentialCalls(validator, identityCalls));
    this.flexibleFederatedIdentityCredentials =
        new FlexibleFederatedIdentityCredentials(
            arm, new FlexibleFederatedIdentityCredentialCalls(validator, identityCalls));
    this.operations = new Operations(arm, new OperationCalls());
  }

  /** {@return the operations on user-assigned identities} */
  public UserAssignedIdentities userAssignedIdentities() {
    return userAssignedIdentities;
  }

  /** {@return the operations on system-assigned identities} */
  public SystemAssignedIdentities systemAssignedIdentities() {
    return systemAssignedIdentities;
  }

  /** {@return the operations on federated identity credentials} */
  public FederatedIdentityCredentials federatedIdentityCredentials() {
    return federatedIdentityCredentials;
  }

  /** {@return the operations on flexible federated identity credentials} */
  public FlexibleFederatedIdentityCredentials flexibleFederatedIdentityCredentials() {
    return flexibleFederatedIdentityCredentials;
  }

  /** {@return the operations on the resource provider} */
  public Operations operations() {
    return operations;
  }

  /**
   * Sends a custom request through the pipeline of this client. The status of the response is not
   * checked. Close the response after use.
   *
   * @param request the request; its URL must have the origin of {@link #endpoint}
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response
   * @throws IllegalArgumentException if the request has another origin, since the access token must
   *     not be sent to another server
   */
  public HttpResponse sendRequest(HttpRequest request, Context context) {
    return arm.sendRaw(request, context);
  }

  /**
   * Sends a custom request through the pipeline of this client. The status of the response is not
   * checked. Close the response after use.
   *
   * @param method the HTTP method
   * @param url the URL, absolute or relative to {@link #endpoint}
   * @param json the request body; null for none
   * @param context the context to pass through the pipeline, for tracing and policies
   * @return the response
   * @throws IllegalArgumentException if the request has another origin, since the access token must
   *     not be sent to another server
   */
  public HttpResponse sendRequest(
      HttpMethod method, String url, @Nullable BinaryData json, Context context) {
    return arm.sendRaw(arm.request(method, url, json), context);
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
