package dev.msi4j.local.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Replays the requests that the azurerm provider of Terraform documents in its source: create,
 * refresh without change, update and destroy, in every mode of long-running operations. Each flow
 * ends with no resource left.
 */
class TerraformFlowsTests {
  private static final String GROUPS = "2023-07-01";
  private static final String IDENTITIES = "2024-11-30";
  private static final String ASSIGNMENTS = "2022-04-01";
  private static final String DEFINITIONS = "2022-05-01-preview";
  private static final String LOCKS = "2020-05-01";
  private static final String NETWORK = "2025-01-01";
  private static final String INTERFACES = "2023-09-01";
  private static final String MACHINES = "2024-03-01";
  private static final String DISKS = "2023-04-02";
  private static final String VAULTS = "2023-02-01";
  private static final String SECRETS = "7.4";
  private static final String SECRETS_OFFICER = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";

  /** The ways in which long-running operations complete. */
  enum Mode {
    IMMEDIATE,
    POLLS,
    TIME;

    LocalAzureBuilder applyTo(LocalAzureBuilder builder) {
      return switch (this) {
        case IMMEDIATE -> builder.longRunningOperationsImmediate();
        case POLLS -> builder.longRunningOperationPolls(2);
        case TIME -> builder.longRunningOperationDelay(Duration.ofSeconds(15));
      };
    }
  }

  /** A local Azure with a signed-in client of Terraform and a resource group. */
  private static final class Estate implements AutoCloseable {
    private final TestClock clock = new TestClock();
    private final LocalAzure azure;
    private final Arm arm;
    private final TerraformClient terraform;
    private final String group;

    Estate(Mode mode) {
      azure = mode.applyTo(TestAzure.builder().clock(clock)).start();
      arm = Arm.signIn(azure);
      terraform = new TerraformClient(arm, clock);
      group = arm.group("terraform");
      terraform.create(group, GROUPS, "{'location':'westeurope','tags':{}}");
    }

    String resource(String path) {
      return group + "/providers/" + path;
    }

    /** Destroys the group as Terraform does, which first requires that it is empty. */
    void destroyGroup() {
      var left = arm.send("GET", group + "/resources", "api-version=" + GROUPS + "&$top=10", "");
      assertThat(Arm.json(left).path("value")).isEmpty();
      terraform.delete(group, GROUPS);
    }

    @Override
    public void close() {
      azure.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void identityWithCredentialAndRoleIsAppliedAndDestroyed(Mode mode) {
    try (var estate = new Estate(mode)) {
      var terraform = estate.terraform;
      var identity = estate.resource("Microsoft.ManagedIdentity/userAssignedIdentities/app");
      var credential = identity + "/federatedIdentityCredentials/github";
      var created = terraform.create(identity, IDENTITIES, "{'location':'westeurope','tags':{}}");
      terraform.create(credential, IDENTITIES, credential("repo:o/r:ref:refs/heads/main"));
      var assignment =
          estate.group + "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID();
      var role = role(estate, "Storage Blob Data Contributor");
      terraform.create(
          assignment,
          ASSIGNMENTS,
          "{'properties':{'roleDefinitionId':'"
              + role
              + "','principalId':'"
              + created.at("/properties/principalId").asText()
              + "','principalType':'ServicePrincipal'}}");
      for (var poll = 0; poll < 5; poll++) {
        terraform.read(assignment, ASSIGNMENTS);
      }
      terraform.read(role, DEFINITIONS);

      terraform.patch(identity, IDENTITIES, "{'tags':{'team':'core'}}");
      terraform.put(credential, IDENTITIES, credential("repo:o/r:environment:production"));

      terraform.delete(assignment, ASSIGNMENTS);
      terraform.delete(credential, IDENTITIES);
      terraform.delete(identity, IDENTITIES);
      estate.destroyGroup();
    }
  }

  private static String credential(String subject) {
    return "{'properties':{'issuer':'https://token.actions.githubusercontent.com','subject':'"
        + subject
        + "','audiences':['api://AzureADTokenExchange']}}";
  }

  /** Returns the id of the one role of a name. */
  private static String role(Estate estate, String name) {
    var found =
        estate.arm.send(
            "GET",
            estate.arm.subscription() + "/providers/Microsoft.Authorization/roleDefinitions",
            "api-version=" + DEFINITIONS + "&$filter=roleName eq '" + name + "'",
            "");
    assertThat(Arm.json(found).path("value")).hasSize(1);
    return Arm.json(found).at("/value/0/id").asText();
  }

  @ParameterizedTest
  @EnumSource
  void virtualMachineIsAppliedAndDestroyedWithItsDisk(Mode mode) {
    try (var estate = new Estate(mode)) {
      var terraform = estate.terraform;
      var network = estate.resource("Microsoft.Network/virtualNetworks/net");
      var subnet = network + "/subnets/internal";
      var networkInterface = estate.resource("Microsoft.Network/networkInterfaces/nic");
      var machine = estate.resource("Microsoft.Compute/virtualMachines/vm");
      terraform.create(
          network,
          NETWORK,
          "{'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.0.0.0/16']}}}");
      terraform.create(subnet, NETWORK, "{'properties':{'addressPrefix':'10.0.2.0/24'}}");
      terraform.create(
          networkInterface,
          INTERFACES,
          "{'location':'westeurope','properties':{'ipConfigurations':[{'name':'internal',"
              + "'properties':{'privateIPAllocationMethod':'Dynamic','subnet':{'id':'"
              + subnet
              + "'}}}]}}");
      var created = terraform.create(machine, MACHINES, machine(networkInterface));
      var disk = created.at("/properties/storageProfile/osDisk/managedDisk/id").asText();
      terraform.read(disk, DISKS);

      var updated = terraform.patch(machine, MACHINES, "{'tags':{'team':'core'}}");
      assertThat(updated.at("/tags/team").asText()).isEqualTo("core");

      terraform.post(machine + "/powerOff", MACHINES);
      terraform.delete(machine, MACHINES);
      terraform.delete(disk, DISKS);
      terraform.delete(networkInterface, INTERFACES);
      terraform.delete(subnet, NETWORK);
      terraform.delete(network, NETWORK);
      estate.destroyGroup();
    }
  }

  private static String machine(String networkInterface) {
    return "{'location':'westeurope','identity':{'type':'SystemAssigned'},'properties':{"
        + "'hardwareProfile':{'vmSize':'Standard_B1s'},"
        + "'networkProfile':{'networkInterfaces':[{'id':'"
        + networkInterface
        + "','properties':{'primary':true}}]},"
        + "'osProfile':{'adminUsername':'azureuser','adminPassword':'Pa55word-for-tests',"
        + "'computerName':'vm','linuxConfiguration':{'disablePasswordAuthentication':false}},"
        + "'storageProfile':{'imageReference':{'publisher':'Canonical',"
        + "'offer':'0001-com-ubuntu-server-jammy','sku':'22_04-lts','version':'latest'},"
        + "'osDisk':{'caching':'ReadWrite','createOption':'FromImage',"
        + "'managedDisk':{'storageAccountType':'Standard_LRS'}}}}}";
  }

  @ParameterizedTest
  @EnumSource
  void vaultWithSecretIsAppliedAndDestroyed(Mode mode) {
    try (var estate = new Estate(mode)) {
      var terraform = estate.terraform;
      var vault = estate.resource("Microsoft.KeyVault/vaults/tf-vault");
      var deleted =
          estate.arm.subscription()
              + "/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/tf-vault";
      assertThat(estate.arm.get(deleted, VAULTS).status()).isEqualTo(404);
      terraform.create(vault, VAULTS, vault(estate, false));
      var listed =
          estate.arm.send(
              "GET",
              estate.arm.subscription() + "/resources",
              "api-version="
                  + GROUPS
                  + "&$filter=resourceType eq 'Microsoft.KeyVault/vaults' and name eq 'tf-vault'",
              "");
      assertThat(Arm.json(listed).path("value")).hasSize(1);
      var officer = estate.azure.createServicePrincipal("officer");
      estate.arm.assign(vault, officer, SECRETS_OFFICER);
      var secrets = Arm.signIn(estate.azure, officer, "https://vault.azure.net").vault("tf-vault");
      applyAndDestroySecret(secrets);

      terraform.patch(vault, VAULTS, "{'tags':{'team':'core'}}");
      terraform.put(vault, VAULTS, vault(estate, true));

      terraform.delete(vault, VAULTS);
      assertThat(estate.arm.get(deleted, VAULTS).status()).isEqualTo(200);
      terraform.post(deleted + "/purge", VAULTS);
      assertThat(estate.arm.get(deleted, VAULTS).status()).isEqualTo(404);
      estate.destroyGroup();
    }
  }

  private static String vault(Estate estate, boolean forTemplates) {
    return "{'location':'westeurope','tags':{},'properties':{'tenantId':'"
        + estate.azure.tenantId()
        + "','sku':{'family':'A','name':'standard'},'accessPolicies':[],"
        + "'enableRbacAuthorization':true,'softDeleteRetentionInDays':7,"
        + "'enabledForTemplateDeployment':"
        + forTemplates
        + ",'publicNetworkAccess':'Enabled'}}";
  }

  private static void applyAndDestroySecret(Arm secrets) {
    var secret = "/secrets/password/";
    assertThat(secrets.get(secret, SECRETS).status()).isEqualTo(404);
    assertThat(secrets.put("/secrets/password", SECRETS, "{\"value\":\"first\"}").status())
        .isEqualTo(200);
    assertThat(Arm.json(secrets.get(secret, SECRETS)).path("value").asText()).isEqualTo("first");
    assertThat(
            secrets
                .patch(secret, SECRETS, "{\"contentType\":\"text/plain\",\"tags\":{\"a\":\"b\"}}")
                .status())
        .isEqualTo(200);
    assertThat(secrets.delete("/secrets/password", SECRETS).status()).isEqualTo(200);
    assertThat(secrets.get(secret, SECRETS).status()).isEqualTo(404);
    assertThat(secrets.delete("/deletedsecrets/password", SECRETS).status()).isEqualTo(204);
    assertThat(secrets.get("/deletedsecrets/password", SECRETS).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  void lockAndTemplateDeploymentAreAppliedAndDestroyed(Mode mode) {
    try (var estate = new Estate(mode)) {
      var terraform = estate.terraform;
      var lock = estate.resource("Microsoft.Authorization/locks/keep");
      terraform.create(lock, LOCKS, "{'properties':{'level':'CanNotDelete'}}");
      assertThat(estate.arm.delete(estate.group, GROUPS).status()).isEqualTo(409);
      terraform.put(lock, LOCKS, "{'properties':{'level':'CanNotDelete','notes':'n'}}");
      terraform.delete(lock, LOCKS);

      var deployment = estate.resource("Microsoft.Resources/deployments/d");
      terraform.create(deployment, GROUPS, deployment("app"));
      terraform.put(deployment, GROUPS, deployment("other"));
      terraform.post(deployment + "/exportTemplate", GROUPS);
      terraform.delete(deployment, GROUPS);
      for (var name : new String[] {"app", "other"}) {
        terraform.delete(
            estate.resource("Microsoft.ManagedIdentity/userAssignedIdentities/" + name),
            IDENTITIES);
      }
      estate.destroyGroup();
    }
  }

  private static String deployment(String identity) {
    return "{'properties':{'mode':'Incremental','template':{'$schema':'s',"
        + "'contentVersion':'1.0.0.0','resources':[{"
        + "'type':'Microsoft.ManagedIdentity/userAssignedIdentities','apiVersion':'"
        + IDENTITIES
        + "','name':'"
        + identity
        + "','location':'westeurope'}]}}}";
  }
}
