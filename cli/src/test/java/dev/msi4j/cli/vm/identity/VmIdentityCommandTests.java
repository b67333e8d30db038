package dev.msi4j.cli.vm.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VmIdentityCommandTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @BeforeAll
  static void createIdentities() {
    run("group", "create", "-n", "shop", "-l", "eastus");
    run("identity", "create", "-g", "shop", "-n", "orders");
    run("identity", "create", "-g", "shop", "-n", "billing");
  }

  @Test
  void assignAddsSystemAssignedIdentityByDefault() {
    createMachine("system");

    var assigned = change("assign", "system");

    assertThat(assigned.status()).as(assigned.err()).isZero();
    assertThat(assigned.lines().get(0).split(" +"))
        .containsExactly("Name", "Type", "PrincipalId", "ClientId", "Id");
    assertThat(assigned.lines().get(1)).matches("\\[system]  SystemAssigned +[0-9a-f-]{36} *");
    assertThat(change("show", "system").out()).isEqualTo(assigned.out());
  }

  @Test
  void assignKeepsExistingIdentities() {
    createMachine("both");

    change("assign", "both", "--identities", "orders");
    var assigned = change("assign", "both", "--identities", "[system]", identityId("billing"));

    assertThat(assigned.lines())
        .hasSize(4)
        .anyMatch(line -> line.startsWith("[system]"))
        .anyMatch(line -> line.startsWith("orders"))
        .anyMatch(line -> line.startsWith("billing"));
  }

  @Test
  void removeKeepsOtherIdentities() {
    createMachine("removed");
    change("assign", "removed", "--identities", "[system]", "orders", "billing");

    var withoutOrders = change("remove", "removed", "--identities", "ORDERS");
    var withoutSystem = change("remove", "removed");
    var withoutAny = change("remove", "removed", "--identities", identityId("billing"));

    assertThat(names(withoutOrders)).containsExactly("[system]", "billing");
    assertThat(names(withoutSystem)).containsExactly("billing");
    assertThat(withoutAny.status()).as(withoutAny.err()).isZero();
    assertThat(withoutAny.out()).isEmpty();
  }

  @Test
  void removeRejectsIdentityThatIsNotAssigned() {
    createMachine("rejected");
    change("assign", "rejected", "--identities", "orders");

    assertThat(change("remove", "rejected", "--identities", "order").err())
        .contains("the identity 'order' is not assigned")
        .contains("did you mean 'orders'?");
    assertThat(change("remove", "rejected").err()).contains("has no system-assigned identity");
  }

  @Test
  void assignSuggestsIdentity() {
    createMachine("suggested");

    assertThat(change("assign", "suggested", "--identities", "oders").err())
        .contains("there is no identity 'oders' in the resource group shop")
        .contains("did you mean 'orders'?");
  }

  private static void createMachine(String name) {
    var resourceManager = ResourceManager.of(AzureConnection.of(azure.environment()).client());
    var path =
        resourceManager.resourceGroup("shop")
            + "/providers/Microsoft.Compute/virtualMachines/"
            + name;
    var unused =
        resourceManager.put(
            path, "2024-11-01", Map.of("location", "eastus", "properties", Map.of()));
  }

  private static String identityId(String name) {
    return "/subscriptions/"
        + azure.subscriptionId()
        + "/resourceGroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/"
        + name;
  }

  private static List<String> names(Terminal.Result result) {
    return result.lines().stream().skip(1).map(line -> line.split(" ", -1)[0]).toList();
  }

  private static Terminal.Result change(String verb, String machine, String... options) {
    var line = new ArrayList<>(List.of("vm", "identity", verb, "-g", "shop", "-n", machine));
    line.addAll(List.of(options));
    return run(line.toArray(String[]::new));
  }

  private static Terminal.Result run(String... line) {
    return terminal.run(line);
  }
}
