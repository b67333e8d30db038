package dev.msi4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityAsyncClient;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.local.KubernetesPod;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.VirtualMachineEndpoints;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests the parameters of tests and their isolation, with tests that run in parallel. */
@LocalAzureTest
@Execution(ExecutionMode.CONCURRENT)
class LocalAzureExtensionTests {
  private static final TokenRequestContext ARM =
      new TokenRequestContext().addScopes("https://management.azure.com/.default");
  private static final Set<String> GROUPS = ConcurrentHashMap.newKeySet();
  private static final Set<LocalAzure> SERVERS = ConcurrentHashMap.newKeySet();

  @AfterAll
  static void allTestsShareOneServer() {
    assertThat(SERVERS).hasSizeLessThanOrEqualTo(1);
  }

  @RepeatedTest(4)
  void eachTestHasItsOwnEmptyGroup(AzureSandbox azure, ManagedServiceIdentityClient client) {
    SERVERS.add(azure.azure());

    assertThat(GROUPS.add(azure.resourceGroup())).isTrue();
    assertThat(client.userAssignedIdentities().listByResourceGroup(azure.resourceGroup()))
        .isEmpty();
    azure.createIdentity("app");
  }

  @Test
  void asyncClientSignsInAsOwner(AzureSandbox azure, ManagedServiceIdentityAsyncClient client) {
    azure.createIdentity("app");

    var found = client.userAssignedIdentities().get(azure.resourceGroup(), "app").block();

    assertThat(found).extracting(Identity::name).isEqualTo("app");
  }

  @Test
  void credentialIsThatOfOwner(LocalAzure azure, TokenCredential credential) {
    var claims = Jwt.claims(credential.getTokenSync(ARM).getToken());

    assertThat(claims.required("appid")).isEqualTo(azure.clientId().toString());
  }

  @Test
  void credentialOfIdentityIsThatOfIdentity(
      @ManagedIdentity(name = "web") TokenCredential credential,
      @ManagedIdentity(name = "web") Identity web) {
    AzureAssertions.assertThat(credential.getTokenSync(ARM)).belongsTo(web);
  }

  // @start region=reader
  @Test
  void identityWithRoleMayReadItsGroup(
      AzureSandbox azure, @ManagedIdentity(roles = "Reader") Identity reader) {
    var client = azure.client(reader);

    assertThat(client.userAssignedIdentities().listByResourceGroup(azure.resourceGroup()))
        .hasSize(1);
  }

  // @end

  @Test
  void identityWithoutRoleMayNotReadItsGroup(
      AzureSandbox azure, @ManagedIdentity(name = "none") ManagedServiceIdentityClient client) {
    assertThatThrownBy(() -> client.userAssignedIdentities().get(azure.resourceGroup(), "none"))
        .isInstanceOf(HttpResponseException.class)
        .hasMessageContaining("AuthorizationFailed");
  }

  @Test
  void identityTrustsDeclaredWorkloads(
      AzureSandbox azure,
      @ManagedIdentity(federatedWith = {"shop/web", "repo:acme/shop:ref:refs/heads/main"})
          Identity app) {
    assertThat(azure.client().federatedIdentityCredentials().list(azure.resourceGroup(), "app"))
        .extracting(credential -> credential.subject())
        .containsExactlyInAnyOrder(
            "system:serviceaccount:shop:web", "repo:acme/shop:ref:refs/heads/main");
    assertThat(app.name()).isEqualTo("app");
  }

  @Test
  void virtualMachineServesMetadata(VirtualMachineEndpoints vm) throws Exception {
    var request =
        java.net.http.HttpRequest.newBuilder(
                URI.create(
                    vm.imdsEndpoint()
                        + "/metadata/identity/oauth2/token?api-version=2018-02-01"
                        + "&resource=https%3A%2F%2Fvault.azure.net"))
            .header("Metadata", "true")
            .build();

    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void podHasTokenFile(KubernetesPod pod) {
    assertThat(pod.tokenFile()).isNotEmptyFile();
  }

  @Test
  void defaultTlsContextTrustsServer(LocalAzure azure) throws Exception {
    var request =
        java.net.http.HttpRequest.newBuilder(
                URI.create(azure.armEndpoint() + "/metadata/endpoints?api-version=2022-09-01"))
            .build();

    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void httpClientIsThatOfTheProject(AzureSandbox azure) {
    var url = azure.azure().armEndpoint() + "/metadata/endpoints?api-version=2022-09-01";

    try (var response =
        azure.httpClient().sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
      assertThat(response.getStatusCode()).isEqualTo(200);
    }
    assertThat(azure.httpClient().getClass().getName())
        .isEqualTo("dev.msi4j.http.PooledHttpClient");
  }

  @Nested
  class InNestedClass {
    @Test
    void serverIsShared(LocalAzure azure) {
      SERVERS.add(azure);

      assertThat(SERVERS).hasSize(1);
    }
  }
}
