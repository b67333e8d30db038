package dev.msi4j.cli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IdentityCommandTests {
  @AutoClose private static final LocalAzure azure = TestAzure.builder().pageSize(2).start();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @BeforeAll
  static void createGroups() {
    for (String group : new String[] {"create", "change", "list", "empty", "machines"}) {
      put("/resourceGroups/" + group + "?api-version=2021-04-01", Map.of("location", "westeurope"));
    }
  }

  @Test
  void createAndShowPrintTable() {
    var created =
        terminal.run(
            "identity",
            "create",
            "-g",
            "create",
            "-n",
            "orders",
            "-l",
            "westeurope",
            "--tags",
            "team=core",
            "tier=1");
    var shown = terminal.run("identity", "show", "-g", "create", "-n", "orders");

    assertThat(created.status()).as(created.err()).isZero();
    assertThat(created.lines())
        .satisfiesExactly(
            names ->
                assertThat(names.split(" +"))
                    .containsExactly(
                        "Name", "ResourceGroup", "Location", "ClientId", "PrincipalId", "Tags"),
            cells ->
                assertThat(cells)
                    .matches(
                        "orders +create +westeurope +[0-9a-f-]{36}  [0-9a-f-]{36}  team=core"
                            + " tier=1"));
    assertThat(shown.out()).isEqualTo(created.out());
    assertThat(shown.err()).isEmpty();
  }

  @Test
  void createUsesRegionOfGroupByDefault() {
    var created = terminal.run("identity", "create", "-g", "create", "-n", "regional");

    assertThat(created.status()).as(created.err()).isZero();
    assertThat(created.lines().get(1)).contains("westeurope");
  }

  @Test
  void createFailsIfRegionOfGroupIsUnknown() {
    var created = terminal.run("identity", "create", "-g", "nowhere", "-n", "regional");

    assertThat(created.status()).isEqualTo(1);
    assertThat(created.err())
        .isEqualToIgnoringNewLines(
            "msi: cannot read the region of resource group 'nowhere' (status 404): pass"
                + " --location");
  }

  @Test
  void showPrintsJson() {
    terminal.run("identity", "create", "-g", "create", "-n", "as-json", "--tags", "quote=\"a, b\"");

    var shown = terminal.run("identity", "show", "-g", "create", "-n", "as-json", "-o", "json");

    assertThat(shown.status()).isZero();
    assertThat(shown.lines())
        .startsWith("{")
        .contains(
            "  \"name\": \"as-json\",",
            "  \"tags\": {",
            "    \"quote\": \"\\\"a, b\\\"\"",
            "    \"tenantId\": \"" + azure.tenantId() + "\",")
        .endsWith("}");
  }

  @Test
  void updateReplacesAndClearsTags() {
    terminal.run("identity", "create", "-g", "change", "-n", "tagged", "--tags", "a=1", "b=2");

    var replaced =
        terminal.run("identity", "update", "-g", "change", "-n", "tagged", "--tags", "c=3", "d");
    var cleared = terminal.run("identity", "update", "-g", "change", "-n", "tagged", "--tags", "");

    assertThat(replaced.lines().get(1)).endsWith(" c=3 d=");
    assertThat(cleared.status()).as(cleared.err()).isZero();
    assertThat(cleared.lines().get(1)).doesNotContain("=");
  }

  @Test
  void updateRejectsTagWithoutName() {
    var result = terminal.run("identity", "update", "-g", "change", "-n", "any", "--tags", "=1");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).isEqualToIgnoringNewLines("msi: tag '=1' must be name=value");
  }

  @Test
  void deleteReportsWhetherIdentityExisted() {
    terminal.run("identity", "create", "-g", "change", "-n", "doomed");

    var first = terminal.run("identity", "delete", "-g", "change", "-n", "doomed");
    var second = terminal.run("identity", "delete", "-g", "change", "-n", "doomed");
    var json = terminal.run("identity", "delete", "-g", "change", "-n", "doomed", "-o", "json");

    assertThat(first.out()).isEqualToIgnoringNewLines("Deleted doomed.");
    assertThat(second.out()).isEqualToIgnoringNewLines("There is no doomed in change.");
    assertThat(json.out()).isEqualToNormalizingNewlines("{\n  \"result\": \"not_found\"\n}\n");
    assertThat(first.status() + second.status() + json.status()).isZero();
  }

  @Test
  void listPrintsAllPages() {
    for (String name : new String[] {"one-1", "two-2", "three-3"}) {
      terminal.run("identity", "create", "-g", "list", "-n", name);
    }

    var ofGroup = terminal.run("identity", "list", "-g", "list");
    var ofSubscription = terminal.run("identity", "list");

    assertThat(ofGroup.lines()).hasSize(4);
    assertThat(ofSubscription.lines())
        .anyMatch(line -> line.startsWith("one-1 "))
        .anyMatch(line -> line.startsWith("two-2 "))
        .anyMatch(line -> line.startsWith("three-3 "));
  }

  @Test
  void emptyListPrintsNoTableAndEmptyArray() {
    var table = terminal.run("identity", "list", "-g", "empty");
    var json = terminal.run("identity", "list", "-g", "empty", "--output", "json");

    assertThat(table.out()).isEmpty();
    assertThat(json.out()).isEqualToIgnoringNewLines("[]");
    assertThat(table.status() + json.status()).isZero();
  }

  @Test
  void listOperationsPrintsOperations() {
    var result = terminal.run("identity", "list-operations");

    assertThat(result.lines())
        .anyMatch(
            line -> line.startsWith("Microsoft.ManagedIdentity/userAssignedIdentities/write "));
  }

  @Test
  void listResourcesAndShowSystemPrintAssignedIdentities() {
    terminal.run("identity", "create", "-g", "machines", "-n", "assigned");
    var group = "/resourceGroups/machines/providers/";
    var identity =
        "/subscriptions/"
            + azure.subscriptionId()
            + group
            + "Microsoft.ManagedIdentity/userAssignedIdentities/assigned";
    var machine = group + "Microsoft.Compute/virtualMachines/worker";
    put(
        machine + "?api-version=2024-11-01",
        Map.of(
            "location",
            "westeurope",
            "identity",
            Map.of(
                "type",
                "SystemAssigned, UserAssigned",
                "userAssignedIdentities",
                Map.of(identity, Map.of())),
            "properties",
            Map.of()));

    var resources = terminal.run("identity", "list-resources", "-g", "machines", "-n", "assigned");
    var system =
        terminal.run(
            "identity",
            "show-system",
            "--scope",
            "/subscriptions/" + azure.subscriptionId() + machine);

    assertThat(resources.status()).as(resources.err()).isZero();
    assertThat(resources.lines().get(1)).startsWith("worker ");
    assertThat(system.status()).as(system.err()).isZero();
    assertThat(system.lines().get(1)).containsPattern("[0-9a-f-]{36}  [0-9a-f-]{36}$");
  }

  @Test
  void apiVersionOptionSelectsVersion() {
    var known =
        terminal.run(
            "identity", "list", "-g", "empty", "--api-version", "2018-11-30", "-o", "json");
    var malformed = terminal.run("identity", "list", "--api-version", "newest");

    assertThat(known.status()).as(known.err()).isZero();
    assertThat(malformed.status()).isEqualTo(1);
    assertThat(malformed.err()).startsWith("msi: ").contains("newest");
  }

  @Test
  void errorIsPrintedInOneLine() {
    var result = terminal.run("identity", "show", "-g", "empty", "-n", "missing");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .matches(
            "msi: ResourceNotFound: The Resource .*missing.* \\(request id [0-9a-f-]{36}\\)\\R");
  }

  @Test
  void verboseOptionPrintsStackTrace() {
    var result = terminal.run("identity", "show", "-g", "empty", "-n", "missing", "--verbose");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("msi: ResourceNotFound", "\tat dev.msi4j.");
  }

  @Test
  void invalidNameIsRejected() {
    var result = terminal.run("identity", "show", "-g", "empty", "-n", "a");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("msi: name 'a' must be ").hasLineCount(1);
  }

  @Test
  void wrongSecretIsReportedButNotPrinted() {
    var result =
        terminal.with("AZURE_CLIENT_SECRET", "wrong").run("identity", "list", "-g", "empty");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("msi: ").contains("AADSTS").hasLineCount(1);
    assertThat(result.err()).doesNotContain("wrong");
  }

  @Test
  void subscriptionOptionSelectsSubscription() {
    var missings = "00000000-0000-0000-0000-00000000dead";
    var result = terminal.run("identity", "list", "--subscription", missings);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("msi: SubscriptionNotFound").contains(missings);
  }

  @Test
  void missingConfigurationErrorNamesThreeOptions() {
    var result = Terminal.in(Path.of("no-home")).run("identity", "list");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .contains("--local", "MSI4J_ARM_ENDPOINT", "AZURE_SUBSCRIPTION_ID")
        .hasLineCount(1);
  }

  @Test
  void localOptionFailsIfNoServerRuns() {
    var result = Terminal.in(Path.of("no-home")).run("identity", "list", "--local");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("msi: no local Azure runs on ")
        .contains("start one with 'msi local start'");
  }

  private static void put(String path, Map<String, Object> body) {
    var client = AzureConnection.of(azure.environment()).client();
    var url = "/subscriptions/" + azure.subscriptionId() + path;
    try (var response =
        client.sendRequest(HttpMethod.PUT, url, BinaryData.fromObject(body), Context.NONE)) {
      assertThat(response.getStatusCode()).isLessThan(300);
    }
  }
}
