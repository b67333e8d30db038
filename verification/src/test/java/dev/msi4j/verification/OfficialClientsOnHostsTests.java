package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.azure.core.http.HttpMethod;
import com.azure.core.util.Context;
import com.azure.json.JsonProviders;
import dev.msi4j.Identity;
import dev.msi4j.local.HostEnvironment;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry.VirtualMachine;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.TestStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests ManagedIdentityCredential in a child process in each hosting environment. */
class OfficialClientsOnHostsTests {
  private static final String MACHINE =
      "/resourceGroups/hosts/providers/Microsoft.Compute/virtualMachines/vm";

  @TempDir private static Path folder;
  @AutoClose private static LocalAzure azure;
  private static Clients clients;
  private static Identity web;
  private static String vm;

  @BeforeAll
  static void createMachine() {
    azure = TestAzure.builder(folder.resolve("state")).start();
    clients = new Clients(azure);
    clients.createGroup("hosts");
    web =
        clients
            .builder()
            .buildClient()
            .userAssignedIdentities()
            .createOrUpdate("hosts", "web", Identity.builder().location("eastus").build());
    vm = "/subscriptions/" + azure.subscriptionId() + MACHINE;
    clients.put(
        MACHINE,
        "2024-11-01",
        """
        {"location": "eastus",
         "identity": {"type": "SystemAssigned, UserAssigned", "userAssignedIdentities": {"%s": {}}},
         "properties": {"hardwareProfile": {"vmSize": "Standard_B1s"}}}
        """
            .formatted(web.id()));
    try (var store = TestStores.of(folder.resolve("state"))) {
      var machine =
          new VirtualMachine(
              vm, UUID.randomUUID().toString(), "eastus", true, List.of(), 50342, Json.object());
      store.change(documents -> new VirtualMachineRegistry().save(documents, machine));
    }
  }

  @Test
  void virtualMachineOnSeparateListenerIssuesTokens() throws Exception {
    var reported =
        childProcess(
            azure.openVirtualMachine(vm).environment(),
            "any",
            "client=" + web.clientId(),
            "object=" + web.principalId(),
            "resource=" + web.id(),
            "client=" + UUID.randomUUID());

    assertThat(reported)
        .satisfiesExactly(
            own ->
                assertThat(own)
                    .contains("\"oid\":\"" + principalOfMachine() + "\"")
                    .contains("\"aud\":\"https://management.azure.com\"")
                    .contains("/resourcegroups/hosts/"),
            OfficialClientsOnHostsTests::assertWebIdentity,
            OfficialClientsOnHostsTests::assertWebIdentity,
            OfficialClientsOnHostsTests::assertWebIdentity,
            stranger -> assertThat(stranger).contains("Identity not found"));
  }

  @Test
  void virtualMachineAtPathIssuesTokens() throws Exception {
    var endpoint =
        Objects.requireNonNull(azure.environment().get("MSI4J_IMDS_ENDPOINT"))
            .replace("{subscription}", azure.subscriptionId().toString())
            .replace("{resourceGroup}", "hosts")
            .replace("{vm}", "vm");

    var reported =
        childProcess(
            Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", endpoint), "client=" + web.clientId());

    assertThat(reported).satisfiesExactly(OfficialClientsOnHostsTests::assertWebIdentity);
  }

  @Test
  void virtualMachineWithExtensionIssuesTokens() throws Exception {
    var endpoint = azure.openVirtualMachine(vm).extensionEndpoint() + "/oauth2/token";

    var reported = childProcess(Map.of("MSI_ENDPOINT", endpoint), "any");

    assertThat(reported).satisfiesExactly(own -> assertThat(own).contains(principalOfMachine()));
  }

  @Test
  void appServiceIssuesTokens() throws Exception {
    try (var app = azure.hostEnvironments().systemAssigned().userAssigned(id()).openAppService()) {
      var reported =
          childProcess(
              app.environment(),
              "any",
              "client=" + web.clientId(),
              "object=" + web.principalId(),
              "resource=" + web.id(),
              "client=" + UUID.randomUUID());

      assertThat(reported)
          .satisfiesExactly(
              own -> assertSystemAssigned(own, app),
              OfficialClientsOnHostsTests::assertWebIdentity,
              OfficialClientsOnHostsTests::assertWebIdentity,
              OfficialClientsOnHostsTests::assertWebIdentity,
              stranger ->
                  assertThat(stranger)
                      .contains("No User Assigned or Delegated Managed Identity found"));
    }
  }

  @Test
  void azureArcIssuesTokens() throws Exception {
    try (var machine = arc()) {
      var reported =
          childProcess(
              machine.environment(),
              "any",
              "client=" + web.clientId(),
              "object=" + web.principalId(),
              "resource=" + web.id());

      assertThat(reported)
          .satisfiesExactly(
              own -> assertSystemAssigned(own, machine),
              OfficialClientsOnHostsTests::assertWebIdentity,
              OfficialClientsOnHostsTests::assertWebIdentity,
              OfficialClientsOnHostsTests::assertWebIdentity);
    }
  }

  @Test
  void serviceFabricIssuesTokens() throws Exception {
    try (var application =
        azure.hostEnvironments().systemAssigned().userAssigned(id()).openServiceFabric()) {
      // The environment has no selector of the client's; azure-identity rejects a selector.
      var reported = childProcess(application.environment(), "any", "client=" + web.clientId());

      assertThat(reported)
          .satisfiesExactly(
              own -> assertSystemAssigned(own, application),
              rejected ->
                  assertThat(rejected)
                      .contains("CredentialUnavailableException", "Service Fabric"));
    }
  }

  @Test
  void cloudShellIssuesTokens() throws Exception {
    try (var shell = azure.hostEnvironments().openCloudShell()) {
      var reported = childProcess(shell.environment(), "any");

      assertThat(reported).satisfiesExactly(own -> assertSystemAssigned(own, shell));
    }
  }

  private static void assertSystemAssigned(String reported, HostEnvironment host) {
    assertThat(reported).contains("\"oid\":\"" + host.principalId().orElseThrow() + "\"");
  }

  private static void assertWebIdentity(String reported) {
    assertThat(reported).contains("\"oid\":\"" + web.principalId() + "\"");
  }

  private static String id() {
    return String.valueOf(web.id());
  }

  /** The clients require a fixed directory that only a privileged user can create. */
  private static HostEnvironment arc() {
    try {
      return azure.hostEnvironments().systemAssigned().userAssigned(id()).openAzureArc();
    } catch (UncheckedIOException e) {
      return abort(e.getMessage());
    }
  }

  private static String principalOfMachine() {
    var url = vm + "?api-version=2024-11-01";
    try (var answer =
            clients.builder().buildClient().sendRequest(HttpMethod.GET, url, null, Context.NONE);
        var reader = JsonProviders.createReader(answer.getBodyAsBinaryData().toBytes())) {
      var identity = (Map<?, ?>) reader.readMap(each -> each.readUntyped()).get("identity");
      return String.valueOf(Objects.requireNonNull(identity).get("principalId"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the child process in a hosting environment and returns its output. */
  private static List<String> childProcess(Map<String, String> host, String... identities)
      throws Exception {
    return new HostProcess(azure, folder).run(host, List.of(), TokenChildProcess.class, identities);
  }
}
