package dev.msi4j.samples;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.authorization.fluent.AuthorizationManagementClient;
import com.azure.resourcemanager.authorization.models.ServicePrincipals;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluent.ResourceManagementClient;

/** Azure's management clients for resources other than identities. Immutable. */
final class ManagementClients {
  private final HttpClient http;
  private final AzureProfile profile;
  private final ResourceManager resources;
  private final NetworkManager network;
  private final ComputeManager compute;
  private final AuthorizationManager authorization;

  ManagementClients(HttpClient http, AzureProfile profile, TokenCredential credential) {
    this.http = http;
    this.profile = profile;
    resources =
        ResourceManager.configure()
            .withHttpClient(http)
            .authenticate(credential, profile)
            .withSubscription(profile.getSubscriptionId());
    network = NetworkManager.configure().withHttpClient(http).authenticate(credential, profile);
    compute = ComputeManager.configure().withHttpClient(http).authenticate(credential, profile);
    authorization =
        AuthorizationManager.configure().withHttpClient(http).authenticate(credential, profile);
  }

  /** Returns clients for the same Azure with another credential. */
  ManagementClients as(TokenCredential other) {
    return new ManagementClients(http, profile, other);
  }

  ResourceManager groups() {
    return resources;
  }

  ResourceManagementClient resources() {
    return resources.serviceClient();
  }

  NetworkManagementClient network() {
    return network.serviceClient();
  }

  ComputeManagementClient compute() {
    return compute.serviceClient();
  }

  AuthorizationManagementClient roles() {
    return authorization.roleServiceClient();
  }

  ServicePrincipals principals() {
    return authorization.servicePrincipals();
  }
}
