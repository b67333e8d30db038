package dev.msi4j;

import com.azure.core.annotation.ServiceClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import org.jspecify.annotations.Nullable;

/**
 * A client for Microsoft.ManagedIdentity. Made by {@link ManagedServiceIdentityClientBuilder}.
 * Immutable; any number of threads may use it, and there is nothing to close.
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

  ManagedServiceIdentityClient(ArmTransport arm, String subscriptionId, ArgumentValidator check) {
    this.subscriptionId = subscriptionId;
    this.arm = arm;
    var identityCalls = new UserAssignedIdentityCalls(check, subscriptionId);
    this.userAssignedIdentities = new UserAssignedIdentities(arm, identityCalls);
    this.systemAssignedIdentities =
        new SystemAssignedIdentities(arm, new SystemAssignedIdentityCalls(check));
    this.federatedIdentityCredentials =
        new FederatedIdentityCredentials(
            arm, new FederatedIdentityCredentialCalls(check, identityCalls));
    this.flexibleFederatedIdentityCredentials =
        new FlexibleFederatedIdentityCredentials(
            arm, new FlexibleFederatedIdentityCredentialCalls(check, identityCalls));
    this.operations = new Operations(arm, new OperationCalls());
  }

  /** Returns the operations on user-assigned identities. */
  public UserAssignedIdentities userAssignedIdentities() {
    return userAssignedIdentities;
  }

  /** Returns the operations on system-assigned identities. */
  public SystemAssignedIdentities systemAssignedIdentities() {
    return systemAssignedIdentities;
  }

  /** Returns the operations on federated identity credentials. */
  public FederatedIdentityCredentials federatedIdentityCredentials() {
    return federatedIdentityCredentials;
  }

  /** Returns the operations on flexible federated identity credentials. */
  public FlexibleFederatedIdentityCredentials flexibleFederatedIdentityCredentials() {
    return flexibleFederatedIdentityCredentials;
  }

  /** Returns the operations on the resource provider itself. */
  public Operations operations() {
    return operations;
  }

  /**
   * Sends a request of your own through all the policies of this client. The answer comes as it is,
   * whatever its status; close it.
   *
   * @param request to the origin of {@link #endpoint}
   * @param context carried through the pipeline, to tracing and to policies
   * @throws IllegalArgumentException if the request is to elsewhere: the token must not leave
   */
  public HttpResponse sendRequest(HttpRequest request, Context context) {
    return arm.sendAsIs(request, context);
  }

  /**
   * Sends a request of your own through all the policies of this client. The answer comes as it is,
   * whatever its status; close it.
   *
   * @param url absolute, or relative to {@link #endpoint}
   * @param json the body; null for none
   * @param context carried through the pipeline, to tracing and to policies
   * @throws IllegalArgumentException if the URL is elsewhere: the token must not leave
   */
  public HttpResponse sendRequest(
      HttpMethod method, String url, @Nullable BinaryData json, Context context) {
    return arm.sendAsIs(arm.request(method, url, json), context);
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
