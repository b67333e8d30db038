package dev.msi4j.cli.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.http.HttpMethod;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import dev.msi4j.cli.JavaCommand;
import dev.msi4j.cli.Msi;
import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry.VirtualMachine;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.store.TestStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VmCommandTests {
  private static final String IMDS = "http://169.254.169.254/metadata/";
  private static final String NAME =
      IMDS + "instance/compute/name?api-version=2021-02-01&format=text";
  private static final String TOKEN =
      IMDS + "identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com/";
  private static final String EXTENSION =
      "http://localhost:50342/oauth2/token?resource=https://management.azure.com/";

  @TempDir private static Path state;
  @AutoClose private static LocalAzure azure;
  private static Terminal terminal;

  @BeforeAll
  static void createMachines() {
    azure = TestAzure.builder(state).pageSize(2).start();
    terminal = Terminal.signedIn(azure);
    for (String group : List.of("shop", "other")) {
      put("/resourceGroups/" + group + "?api-version=2021-04-01", Map.of("location", "eastus"));
    }
    put(
        "/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/exec-vault?api-version=2023-07-01",
        Map.of(
            "location",
            "eastus",
            "properties",
            Map.of(
                "tenantId",
                azure.tenantId().toString(),
                "sku",
                Map.of("family", "A", "name", "standard"))));
    try (var store = TestStores.of(state)) {
      createMachine(store, "shop", "web", 50342);
      createMachine(store, "shop", "plain", null);
      createMachine(store, "shop", "shared", null);
      createMachine(store, "other", "shared", null);
    }
  }

  @Test
  void envPrintsVariablesOfVirtualMachine() {
    var result = terminal.run("vm", "env", "WEB");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.lines().get(0))
        .startsWith("unset ")
        .contains(" AZURE_CLIENT_SECRET ", " MSI_ENDPOINT ", " IDENTITY_ENDPOINT ");
    var variables = ShellExports.read(result.out());
    assertThat(variables)
        .containsEntry("AZURE_AUTHORITY_HOST", azure.authorityHost())
        .containsEntry("MSI4J_ARM_ENDPOINT", azure.armEndpoint())
        .doesNotContainKeys("AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "MSI_ENDPOINT");
    assertThat(variables.get("AZURE_POD_IDENTITY_AUTHORITY_HOST"))
        .matches(
            "http://127\\.0\\.0\\.1:\\d+/subscriptions/"
                + azure.subscriptionId()
                + "/resourceGroups/shop/virtualMachines/web");
    assertThat(variables.get("MSAL_MANAGED_IDENTITY_ENDPOINT"))
        .isEqualTo(
            variables.get("AZURE_POD_IDENTITY_AUTHORITY_HOST") + "/metadata/identity/oauth2/token");
  }

  @Test
  void extensionOptionPrintsExtensionEndpoint() {
    var variables =
        ShellExports.read(terminal.run("vm", "env", "web", "-g", "shop", "--extension").out());

    assertThat(variables.get("MSI_ENDPOINT")).endsWith("/virtualMachines/web/oauth2/token");
  }

  @Test
  void ambiguousNameRequiresResourceGroup() {
    var several = terminal.run("vm", "env", "shared");
    var one = terminal.run("vm", "env", "shared", "-g", "other");
    var none = terminal.run("vm", "env", "missing");

    assertThat(several.status()).isEqualTo(1);
    assertThat(several.err())
        .contains("'shared' is in several resource groups", "pass --resource-group");
    assertThat(one.out()).contains("/resourceGroups/other/virtualMachines/shared");
    assertThat(none.err()).contains("there is no virtual machine 'missing' in the subscription");
  }

  @Test
  void envFailsWithoutLocalAzure() {
    var result = terminal.with("MSI4J_IMDS_ENDPOINT", "").run("vm", "env", "web");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("msi: MSI4J_IMDS_ENDPOINT is not set: virtual machines of a local Azure");
  }

  @Test
  void execMakesMetadataAddressesReachable() throws Exception {
    assumeNamespaces();

    var childProcess = execInMachine("web", NAME, TOKEN, EXTENSION, azure.armEndpoint());

    assertThat(childProcess.lines)
        .satisfiesExactly(
            name -> assertThat(name).isEqualTo("200 web"),
            token -> assertThat(token).startsWith("200 {").contains("access_token"),
            token -> assertThat(token).startsWith("200 {").contains("access_token"),
            arm ->
                assertThat(arm)
                    .as("the program does not trust the certificate authority")
                    .contains("SSL"),
            secret -> assertThat(secret).isEqualTo("null"),
            endpoint -> assertThat(endpoint).isEqualTo(azure.armEndpoint()));
    assertThat(childProcess.status).isEqualTo(7);
  }

  @Test
  void execResolvesNamesOfVaults() throws Exception {
    assumeNamespaces();

    var childProcess =
        execInMachine(
            "plain",
            azure.vaultUrl("exec-vault"),
            "https://exec-vault.vault.azure.net/",
            azure.vaultUrl("missing"));

    assertThat(childProcess.lines.subList(0, 2))
        .as("the program reaches the vault and does not trust the certificate authority")
        .allMatch(line -> line.contains("SSL"));
    assertThat(childProcess.lines.get(2)).isEqualTo("ConnectException");
  }

  @Test
  void execHasNoExtensionEndpointWithoutExtension() throws Exception {
    assumeNamespaces();

    var childProcess = execInMachine("plain", NAME, EXTENSION);

    assertThat(childProcess.lines).startsWith("200 plain", "ConnectException");
  }

  @Test
  void execOfMissingCommandReturns127() throws Exception {
    assumeNamespaces();

    var result = runMsi("vm", "exec", "plain", "--", "/no/such/command");

    assertThat(result.status).isEqualTo(127);
    assertThat(result.lines).anyMatch(line -> line.contains("/no/such/command"));
  }

  @Test
  void unsupportedSystemIsReported() {
    assertThat(findNamespaceError("Mac OS X"))
        .isEqualTo(
            "network namespaces require Linux, and this is Mac OS X: use 'msi vm env' instead");
  }

  private static void assumeNamespaces() {
    var why = findNamespaceError(System.getProperty("os.name"));
    assumeTrue(why.isEmpty(), why);
  }

  /** Returns the error of an operating system; empty if it has network namespaces. */
  private static String findNamespaceError(String system) {
    try {
      NetworkNamespace.find(system);
      return "";
    } catch (CommandException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private record Ended(int status, List<String> lines) {}

  /** Runs the child process in a virtual machine. */
  private static Ended execInMachine(String machine, String... urls) throws Exception {
    var command = new ArrayList<>(List.of("vm", "exec", machine, "--"));
    command.addAll(JavaCommand.of(MachineChildProcess.class));
    command.addAll(List.of(urls));
    return runMsi(command.toArray(String[]::new));
  }

  private static Ended runMsi(String... args) throws IOException, InterruptedException {
    var command = JavaCommand.of(Msi.class);
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(azure.environment());
    var process = builder.start();
    var lines = process.inputReader().lines().toList();
    return new Ended(process.waitFor(), lines);
  }

  private static void createMachine(
      Store store, String group, String name, @Nullable Integer extensionPort) {
    var path = "/resourceGroups/" + group + "/providers/Microsoft.Compute/virtualMachines/" + name;
    put(
        path + "?api-version=2024-11-01",
        Map.of(
            "location",
            "eastus",
            "identity",
            Map.of("type", "SystemAssigned"),
            "properties",
            Map.of("hardwareProfile", Map.of("vmSize", "Standard_B1s"))));
    var machine =
        new VirtualMachine(
            "/subscriptions/" + azure.subscriptionId() + path,
            UUID.randomUUID().toString(),
            "eastus",
            true,
            List.of(),
            extensionPort,
            Json.object().put("name", name));
    store.change(documents -> new VirtualMachineRegistry().save(documents, machine));
  }

  private static void put(String path, Map<String, ?> body) {
    var url = "/subscriptions/" + azure.subscriptionId() + path;
    try (var answer =
        AzureConnection.of(azure.environment())
            .client()
            .sendRequest(HttpMethod.PUT, url, BinaryData.fromObject(body), Context.NONE)) {
      assertThat(answer.getStatusCode()).isEqualTo(201);
    }
  }
}
