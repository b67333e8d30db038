package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.http.HttpClient;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import dev.msi4j.Identity;
import dev.msi4j.local.KubernetesServiceAccount;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests Microsoft's client of Key Vault secrets against the local Azure. */
class OfficialKeyVaultClientTests {
  private static final String OFFICER = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
  private static final String USER = "4633458b-17de-408a-b874-0445c86b69e6";
  private static final String VAULT =
      "/resourceGroups/vaults/providers/Microsoft.KeyVault/vaults/official";
  private static final Duration POLL = Duration.ofMillis(1);

  @TempDir private static Path folder;
  @AutoClose private static LocalAzure azure;
  private static Clients clients;
  private static SecretClient client;

  @BeforeAll
  static void createVault() {
    azure = TestAzure.builder(folder.resolve("state")).start();
    clients = new Clients(azure);
    clients.createGroup("vaults");
    clients.put(
        VAULT,
        "2023-07-01",
        """
        {"location": "westeurope",
         "properties": {
           "tenantId": "%s", "sku": {"family": "A", "name": "standard"},
           "enableRbacAuthorization": true
         }}
        """
            .formatted(azure.tenantId()));
    assign(principalOfOwner(), OFFICER, VAULT);
    client = client(clients.owner(), clients.http());
    client.setSecret("shared", "read by hosts");
  }

  private static SecretClient client(TokenCredential credential, HttpClient http) {
    // @start region=client
    SecretClient secrets =
        new SecretClientBuilder()
            .vaultUrl(azure.vaultUrl("official"))
            .credential(credential)
            .httpClient(http)
            .buildClient();
    // @end
    return secrets;
  }

  private static String principalOfOwner() {
    return clients.authorization().servicePrincipals().getByName(azure.clientId().toString()).id();
  }

  private static void assign(String principal, String role, String path) {
    clients.put(
        path + "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID(),
        "2022-04-01",
        """
        {"properties": {
          "principalId": "%s", "principalType": "ServicePrincipal",
          "roleDefinitionId": "/providers/Microsoft.Authorization/roleDefinitions/%s"
        }}
        """
            .formatted(principal, role));
  }

  @Test
  void secretsHaveVersionsAndProperties() {
    var first =
        client.setSecret(
            new KeyVaultSecret("versions", "one")
                .setProperties(
                    new SecretProperties()
                        .setContentType("text/plain")
                        .setTags(Map.of("team", "web"))
                        .setExpiresOn(OffsetDateTime.parse("2099-01-01T00:00:00Z"))));
    client.setSecret("versions", "two");
    var properties = first.getProperties();
    client.updateSecretProperties(properties.setEnabled(true).setTags(Map.of("team", "data")));

    var old = client.getSecret("versions", properties.getVersion());

    assertThat(client.getSecret("versions").getValue()).isEqualTo("two");
    assertThat(old.getValue()).isEqualTo("one");
    assertThat(old.getProperties().getTags()).containsExactly(Map.entry("team", "data"));
    assertThat(old.getProperties().getContentType()).isEqualTo("text/plain");
    assertThat(old.getProperties().getExpiresOn()).isEqualTo("2099-01-01T00:00:00Z");
    assertThat(old.getProperties().getRecoverableDays()).isEqualTo(90);
    assertThat(client.listPropertiesOfSecretVersions("versions")).hasSize(2);
    assertThat(client.listPropertiesOfSecrets())
        .extracting(SecretProperties::getName)
        .contains("versions", "shared");
  }

  @Test
  void deletedSecretIsRecovered() {
    client.setSecret("recovered", "kept");

    var deleted =
        client.beginDeleteSecret("recovered").setPollInterval(POLL).waitForCompletion().getValue();

    assertThat(deleted.getRecoveryId()).contains("/deletedsecrets/recovered");
    assertThat(deleted.getScheduledPurgeDate()).isAfter(deleted.getDeletedOn());
    assertThatThrownBy(() -> client.getSecret("recovered"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("SecretNotFound");
    assertThat(client.listDeletedSecrets()).anyMatch(each -> each.getName().equals("recovered"));
    client.beginRecoverDeletedSecret("recovered").setPollInterval(POLL).waitForCompletion();
    assertThat(client.getSecret("recovered").getValue()).isEqualTo("kept");
  }

  @Test
  void purgedSecretIsNotFound() {
    client.setSecret("purged", "gone");
    client.beginDeleteSecret("purged").setPollInterval(POLL).waitForCompletion();

    client.purgeDeletedSecret("purged");

    assertThatThrownBy(() -> client.getDeletedSecret("purged"))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> client.backupSecret("shared"))
        .isInstanceOf(HttpResponseException.class)
        .hasMessageContaining("does not back up");
  }

  @Test
  void virtualMachineReadsSecretWithRoleAndGets403Without() throws Exception {
    var identity = createIdentity("machine");
    var path = "/resourceGroups/vaults/providers/Microsoft.Compute/virtualMachines/vm";
    clients.put(
        path,
        "2024-11-01",
        """
        {"location": "eastus",
         "identity": {"type": "UserAssigned", "userAssignedIdentities": {"%s": {}}},
         "properties": {"hardwareProfile": {"vmSize": "Standard_B1s"}}}
        """
            .formatted(identity.id()));
    var machine = azure.openVirtualMachine("/subscriptions/" + azure.subscriptionId() + path);

    assertReadsSecretWithRoleOnly(machine.environment(), identity);
  }

  @Test
  void appServiceReadsSecretWithRoleAndGets403Without() throws Exception {
    var identity = createIdentity("app");
    try (var app =
        azure.hostEnvironments().userAssigned(String.valueOf(identity.id())).openAppService()) {
      assertReadsSecretWithRoleOnly(app.environment(), identity);
    }
  }

  @Test
  void podReadsSecretWithRoleAndGets403Without() throws Exception {
    var identity = createIdentity("pod");
    var cluster = azure.createIssuer("cluster");
    var account = new KubernetesServiceAccount("default", "reader");
    clients.put(
        "/resourceGroups/vaults/providers/Microsoft.ManagedIdentity/userAssignedIdentities/pod"
            + "/federatedIdentityCredentials/pod",
        "2024-11-30",
        """
        {"properties": {
          "issuer": "%s", "subject": "system:serviceaccount:default:reader",
          "audiences": ["api://AzureADTokenExchange"]
        }}
        """
            .formatted(cluster.url()));
    try (var pod = azure.openPod(cluster, account, String.valueOf(identity.clientId()))) {
      assertReadsSecretWithRoleOnly(pod.environment(), identity);
    }
  }

  private static Identity createIdentity(String name) {
    return clients
        .builder()
        .buildClient()
        .userAssignedIdentities()
        .createOrUpdate("vaults", name, Identity.builder().location("eastus").build());
  }

  /** Runs the same program before and after the role assignment. */
  private static void assertReadsSecretWithRoleOnly(Map<String, String> host, Identity identity)
      throws Exception {
    var environment = new HashMap<>(host);
    environment.put("AZURE_CLIENT_ID", String.valueOf(identity.clientId()));

    assertThat(read(environment))
        .singleElement()
        .satisfies(denied ->
            assertThat(denied)
                .startsWith("> 403")
                .contains(
                    "Caller is not authorized to perform action on resource.",
                    "oid=" + identity.principalId(),
                    "getSecret/action"));
    assign(String.valueOf(identity.principalId()), USER, VAULT);
    assertThat(read(environment)).containsExactly("> read by hosts");
  }

  private static List<String> read(Map<String, String> environment) throws Exception {
    var hosts = folder.resolve("hosts");
    Files.writeString(hosts, "127.0.0.1 localhost\n127.0.0.1 official.vault.localhost\n");
    return new HostProcess(azure, folder)
        .run(
            environment,
            List.of("-Djdk.net.hosts.file=" + hosts),
            SecretChildProcess.class,
            azure.vaultUrl("official"),
            "shared");
  }
}
