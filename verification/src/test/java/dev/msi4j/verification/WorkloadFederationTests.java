package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.ClientAssertionCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.local.GitHubWorkflow;
import dev.msi4j.local.KubernetesPod;
import dev.msi4j.local.KubernetesServiceAccount;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.TestAzure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests sign-in of azure-identity with assertions of local issuers. */
class WorkloadFederationTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Clients clients = new Clients(azure);
  private static final ManagedServiceIdentityClient client = clients.builder().buildClient();

  @BeforeAll
  static void createGroup() {
    clients.createGroup("shop");
  }

  @Test
  void gitHubWorkflowSignsIn() {
    Identity identity = identity("deployer");
    // @start region=github
    LocalIssuer github = azure.createGitHubActionsIssuer();
    GitHubWorkflow workflow = GitHubWorkflow.of("octo/shop").environment("production");
    client
        .federatedIdentityCredentials()
        .createOrUpdate(
            "shop",
            "deployer",
            "production",
            FederatedIdentityCredential.builder()
                .issuer(github.url())
                .subject(workflow.subject())
                .audiences("api://AzureADTokenExchange")
                .build());
    String assertion = github.token(workflow.claims());
    // @end

    AccessToken token = token(assertion(identity, () -> assertion));

    assertThat(payload(token)).contains("\"oid\":\"" + identity.principalId() + "\"");
  }

  @Test
  void kubernetesPodSignsIn() {
    Identity identity = identity("orders");
    LocalIssuer cluster = azure.createIssuer("cluster");
    var account = new KubernetesServiceAccount("shop", "orders");
    trust("orders", cluster, account.subject());
    // @start region=pod
    try (KubernetesPod pod = azure.openPod(cluster, account, identity.clientId().toString())) {
      assertThat(pod.environment()).containsKeys("AZURE_CLIENT_ID", "AZURE_FEDERATED_TOKEN_FILE");
      // @end
      var credential =
          new WorkloadIdentityCredentialBuilder()
              .clientId(pod.environment().get("AZURE_CLIENT_ID"))
              .tenantId(pod.environment().get("AZURE_TENANT_ID"))
              .tokenFilePath(pod.environment().get("AZURE_FEDERATED_TOKEN_FILE"))
              .authorityHost(pod.environment().get("AZURE_AUTHORITY_HOST"))
              .disableInstanceDiscovery()
              .httpClient(clients.http())
              .build();

      assertThat(payload(token(credential)))
          .contains("\"appid\":\"" + identity.clientId() + "\"", "\"appidacr\":\"2\"");
    }
  }

  @Test
  void signInOfOtherWorkloadReturnsAADSTS700213() {
    Identity identity = identity("restricted");
    LocalIssuer cluster = azure.createIssuer("cluster");
    trust("restricted", cluster, new KubernetesServiceAccount("shop", "restricted").subject());
    var untrusted = new KubernetesServiceAccount("shop", "untrusted");

    assertThatThrownBy(() -> token(assertion(identity, () -> cluster.token(untrusted.claims()))))
        .hasMessageContaining("AADSTS700213")
        .hasMessageContaining("'system:serviceaccount:shop:untrusted'");
  }

  private static Identity identity(String name) {
    return client
        .userAssignedIdentities()
        .createOrUpdate("shop", name, Identity.builder().location("westeurope").build());
  }

  private static void trust(String identity, LocalIssuer issuer, String subject) {
    client
        .federatedIdentityCredentials()
        .createOrUpdate(
            "shop",
            identity,
            "trusted",
            FederatedIdentityCredential.builder()
                .issuer(issuer.url())
                .subject(subject)
                .audiences("api://AzureADTokenExchange")
                .build());
  }

  private static TokenCredential assertion(Identity identity, Supplier<String> assertion) {
    return new ClientAssertionCredentialBuilder()
        .authorityHost(azure.authorityHost())
        .tenantId(azure.tenantId().toString())
        .clientId(identity.clientId().toString())
        .clientAssertion(assertion)
        .disableInstanceDiscovery()
        .httpClient(clients.http())
        .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))))
        .build();
  }

  private static AccessToken token(TokenCredential credential) {
    return credential.getTokenSync(
        new TokenRequestContext().addScopes("https://management.azure.com/.default"));
  }

  private static String payload(AccessToken token) {
    return new String(
        Base64.getUrlDecoder().decode(token.getToken().split("\\.", -1)[1]),
        StandardCharsets.UTF_8);
  }
}
