package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.msi.MsiManager;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.resources.ResourceManager;
import dev.msi4j.AzureCloud;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import dev.msi4j.http.PooledHttpClient;
import dev.msi4j.local.LocalAzure;
import java.time.Duration;
import java.util.HashMap;

/** Creates msi4j clients and official clients that use a local Azure over TLS. */
final class Clients {
  private final LocalAzure azure;
  private final HttpClient http;

  Clients(LocalAzure azure) {
    this(
        azure,
        PooledHttpClient.builder()
            .configuration(Configuration.NONE)
            .decompression(true)
            .sslContext(azure.sslContext())
            .build());
  }

  Clients(LocalAzure azure, HttpClient http) {
    this.azure = azure;
    this.http = http;
  }

  /** Returns the HTTP client of all clients. */
  HttpClient http() {
    return http;
  }

  /** Returns a credential of the owner of the subscription. */
  TokenCredential owner() {
    return credential(azure.clientSecret());
  }

  /** Returns a credential of the owner with another secret. */
  TokenCredential credential(String secret) {
    return new ClientSecretCredentialBuilder()
        .authorityHost(azure.authorityHost())
        .tenantId(azure.tenantId().toString())
        .clientId(azure.clientId().toString())
        .clientSecret(secret)
        .disableInstanceDiscovery()
        .httpClient(http)
        .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))))
        .build();
  }

  /** Returns a builder of msi4j clients. */
  ManagedServiceIdentityClientBuilder builder() {
    return new ManagedServiceIdentityClientBuilder()
        .credential(owner())
        .subscriptionId(azure.subscriptionId().toString())
        .cloud(AzureCloud.PUBLIC)
        .endpoint(azure.armEndpoint())
        .httpClient(http);
  }

  /** Creates a resource group in East US. */
  void createGroup(String name) {
    put("/resourcegroups/" + name, "2021-04-01", "{\"location\":\"eastus\"}");
  }

  /** Creates a resource of any type in the subscription. */
  void put(String path, String version, String body) {
    try (var answer =
        builder()
            .buildClient()
            .sendRequest(
                HttpMethod.PUT,
                "/subscriptions/" + azure.subscriptionId() + path + "?api-version=" + version,
                BinaryData.fromString(body),
                Context.NONE)) {
      assertThat(answer.getStatusCode()).isEqualTo(201);
    }
  }

  /** Returns the official client of managed identities. */
  MsiManager identities() {
    return MsiManager.configure().withHttpClient(http).authenticate(owner(), profile());
  }

  /** Returns the official client of networks. */
  NetworkManager network() {
    return NetworkManager.configure().withHttpClient(http).authenticate(owner(), profile());
  }

  /** Returns the official client of resource groups and deployments. */
  ResourceManager resources() {
    return ResourceManager.configure()
        .withHttpClient(http)
        .authenticate(owner(), profile())
        .withDefaultSubscription();
  }

  /** Returns the official client of virtual machines. */
  ComputeManager compute() {
    return ComputeManager.configure().withHttpClient(http).authenticate(owner(), profile());
  }

  /** Returns the official client of role assignments and principals. */
  AuthorizationManager authorization() {
    return AuthorizationManager.configure().withHttpClient(http).authenticate(owner(), profile());
  }

  /** Returns the profile of the local Azure for the official management clients. */
  AzureProfile profile() {
    var endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
    endpoints.put("resourceManagerEndpointUrl", azure.armEndpoint() + "/");
    endpoints.put("activeDirectoryEndpointUrl", azure.authorityHost() + "/");
    endpoints.put("microsoftGraphResourceId", azure.armEndpoint() + "/graph/");
    return new AzureProfile(
        azure.tenantId().toString(),
        azure.subscriptionId().toString(),
        new AzureEnvironment(endpoints));
  }
}
