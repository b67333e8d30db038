package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.msi4j.ApiProfile;
import dev.msi4j.ApiVersion;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import dev.msi4j.OperationGroup;
import dev.msi4j.local.HostEnvironment;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.ServicePrincipal;
import dev.msi4j.local.StateSnapshot;
import dev.msi4j.local.TestAzure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Code that the guides quote; {@link DocumentationTests} compares the text. */
class GuideExamplesTests {
  @Test
  void builderSetsCredentialAndSubscription() {
    var subscriptionId = "00000000-0000-0000-0000-000000000001";
    // @start region=connect
    ManagedServiceIdentityClient client =
        new ManagedServiceIdentityClientBuilder()
            .credential(new DefaultAzureCredentialBuilder().build())
            .subscriptionId(subscriptionId)
            .buildClient();
    // @end
    assertThat(client.subscriptionId().toString()).isEqualTo(subscriptionId);
  }

  @Test
  void createdIdentityHasClientId() {
    try (var azure = TestAzure.start()) {
      var clients = new Clients(azure);
      var client = clients.builder().buildClient();
      clients.createGroup("shop");
      // @start region=create
      Identity identity =
          client
              .userAssignedIdentities()
              .createOrUpdate("shop", "orders", Identity.builder().location("westeurope").build());
      // @end
      assertThat(identity.clientId()).isNotNull();
    }
  }

  @Test
  void profileSelectsVersionOfOperationGroup() {
    // @start region=profile
    ApiProfile profile =
        ApiProfile.builder()
            .version(OperationGroup.FEDERATED_IDENTITY_CREDENTIALS, ApiVersion.V2023_01_31)
            .fallback(ApiVersion.V2018_11_30)
            .build();
    // @end
    assertThat(profile.version(OperationGroup.FEDERATED_IDENTITY_CREDENTIALS))
        .contains(ApiVersion.V2023_01_31);
    assertThat(profile.version(OperationGroup.OPERATIONS)).contains(ApiVersion.V2018_11_30);
    assertSentVersions(profile, "2018-11-30", "2023-01-31");
  }

  /** Sends one request of each of two operation groups and checks their API versions. */
  private static void assertSentVersions(ApiProfile profile, String... versions) {
    try (var azure = TestAzure.start()) {
      var clients = new Clients(azure);
      clients.createGroup("shop");
      var urls = new ArrayList<String>();
      var client =
          clients
              .builder()
              .profile(profile)
              .addPolicy((context, next) -> {
                urls.add(context.getHttpRequest().getUrl().getQuery());
                return next.process();
              })
              .buildClient();
      client
          .userAssignedIdentities()
          .createOrUpdate("shop", "orders", Identity.builder().location("westeurope").build());
      assertThat(client.federatedIdentityCredentials().list("shop", "orders")).isEmpty();
      assertThat(urls).hasSize(versions.length);
      for (var i = 0; i < versions.length; i++) {
        assertThat(urls.get(i)).contains("api-version=" + versions[i]);
      }
    }
  }

  @Test
  void localAzureStartsAndServesRequests() {
    // @start region=local
    try (LocalAzure azure = LocalAzure.start()) {
      assertThat(azure.armEndpoint()).startsWith("https://localhost:");
      assertThat(azure.environment()).containsKeys("AZURE_CLIENT_ID", "MSI4J_CA_FILE");
      // @end
      var clients = new Clients(azure);
      clients.createGroup("shop");
      assertThat(clients.builder().buildClient().userAssignedIdentities().listBySubscription())
          .isEmpty();
      // @start region=local
    }
    // @end

  }

  @Test
  void localAzureReturnsToSnapshot() {
    try (var azure = TestAzure.start()) {
      var clients = new Clients(azure);
      clients.createGroup("shop");
      var identities = clients.builder().buildClient().userAssignedIdentities();
      identities.createOrUpdate(
          "shop", "orders", Identity.builder().location("westeurope").build());
      // @start region=snapshot
      StateSnapshot prepared = azure.snapshot();
      identities.delete("shop", "orders");
      azure.restore(prepared);
      // @end
      assertThat(identities.get("shop", "orders").name()).isEqualTo("orders");
    }
  }

  @Test
  void principalWithoutRoleIsNotAuthorized() {
    try (var azure = TestAzure.start()) {
      var clients = new Clients(azure);
      var http = clients.http();
      // @start region=principal
      ServicePrincipal reader = azure.createServicePrincipal("reader");
      var credential =
          new ClientSecretCredentialBuilder()
              .authorityHost(azure.authorityHost())
              .disableInstanceDiscovery()
              .tenantId(azure.tenantId().toString())
              .clientId(reader.clientId().toString())
              .clientSecret(reader.clientSecret())
              .httpClient(http)
              .build();
      // @end
      var client = clients.builder().credential(credential).buildClient();
      assertThatThrownBy(() -> client.userAssignedIdentities().get("shop", "orders"))
          .hasMessageContaining("AuthorizationFailed");
    }
  }

  @Test
  void appServiceEnvironmentIssuesTokens() throws Exception {
    try (var azure = TestAzure.start()) {
      var clients = new Clients(azure);
      clients.createGroup("shop");
      var orders =
          clients
              .builder()
              .buildClient()
              .userAssignedIdentities()
              .createOrUpdate("shop", "orders", Identity.builder().location("westeurope").build());
      var identityId = String.valueOf(orders.id());
      var worker = new ProcessBuilder("worker");
      // @start region=app-service
      try (HostEnvironment app =
          azure.hostEnvironments().systemAssigned().userAssigned(identityId).openAppService()) {
        worker.environment().putAll(app.environment());
        // Start the worker, and wait for its end.
        // @end
        assertThat(worker.environment()).containsKeys("IDENTITY_ENDPOINT", "IDENTITY_HEADER");
        assertThat(requestToken(worker.environment())).contains("\"access_token\":");
        // @start region=app-service
      }
      // @end
    }
  }

  /** Requests a token as a process with the environment of App Service; returns the response. */
  private static String requestToken(Map<String, String> environment) throws Exception {
    var uri =
        environment.getOrDefault("IDENTITY_ENDPOINT", "")
            + "?api-version=2019-08-01&resource=https://management.azure.com";
    var request =
        HttpRequest.newBuilder(URI.create(uri))
            .header("X-IDENTITY-HEADER", environment.getOrDefault("IDENTITY_HEADER", ""))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
