package dev.msi4j.cli.role;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleCommandTests {
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

  @AutoClose private static final LocalAzure azure = TestAzure.builder().pageSize(50).start();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @BeforeAll
  static void createIdentities() {
    for (String group : List.of("shop", "other")) {
      run("group", "create", "-n", group, "-l", "westeurope");
      run("identity", "create", "-g", group, "-n", "shared");
    }
    for (String name : List.of("assigned", "removed", "listed", "referenced")) {
      run("identity", "create", "-g", "shop", "-n", name);
    }
  }

  @Test
  void assignPrintsNamesAndIsIdempotent() {
    var first = assign("assigned", "Reader", "shop");
    var second = assign("assigned", "reader", "shop");

    assertThat(first.lines().get(0).split(" +"))
        .containsExactly("Principal", "PrincipalType", "Role", "Scope");
    assertThat(first.lines().get(1).split(" +"))
        .containsExactly("assigned", "ServicePrincipal", "Reader", scope("shop"));
    assertThat(second.status()).as(second.err()).isZero();
    assertThat(list("--assignee", "assigned").lines()).hasSize(2);
  }

  @Test
  void assignReturnsAssignmentOfOtherName() {
    var id = objectId("referenced");
    var path =
        scope("other") + "/providers/Microsoft.Authorization/roleAssignments/" + azure.tenantId();
    var client = AzureConnection.of(azure.environment()).client();
    var properties = Map.<String, Object>of("roleDefinitionId", role(), "principalId", id);
    ResourceManager.of(client).put(path, "2022-04-01", Map.of("properties", properties));

    var assigned =
        run("role", "assign", "--assignee", id, "--role", READER, "--scope", "other", "-o", "json");

    assertThat(assigned.out()).contains(azure.tenantId().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Reader", READER, "/subscriptions/any" + "/roleDefinitions/" + READER})
  void assignAcceptsNameAndIdsOfRole(String role) {
    var assigned =
        assign("shared", "-g", "other", role, "/subscriptions/" + azure.subscriptionId());

    assertThat(assigned.status()).as(assigned.err()).isZero();
  }

  @Test
  void assignAcceptsResourceIdAndObjectId() {
    var id =
        scope("shop") + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/referenced";

    assertThat(assign(id, "Reader", "shop").lines().get(1)).startsWith("referenced ");
    assertThat(assign(objectId("referenced"), "Contributor", "shop").lines().get(1))
        .startsWith(objectId("referenced"));
  }

  @Test
  void assignSuggestsRole() {
    var assigned = assign("assigned", "Contributer", "shop");

    assertThat(assigned.status()).isEqualTo(1);
    assertThat(assigned.err())
        .contains("there is no role 'Contributer' at " + scope("shop"))
        .contains("did you mean 'Contributor'?");
  }

  @Test
  void assignSuggestsIdentity() {
    assertThat(assign("asigned", "Reader", "shop").err())
        .contains("there is no identity 'asigned' in the subscription")
        .contains("did you mean 'assigned'?");
    assertThat(assign("asigned", "-g", "shop", "Reader", "shop").err())
        .contains("there is no identity 'asigned' in the resource group shop; did you mean");
  }

  @Test
  void assignRequiresGroupForAmbiguousName() {
    assertThat(assign("shared", "Reader", "shop").err())
        .contains("is in several resource groups")
        .contains("pass --resource-group");
  }

  @Test
  void assignRejectsInvalidScope() {
    assertThat(assign("assigned", "Reader", "shop/vm").err())
        .contains("--scope 'shop/vm' must be a resource id that starts with /subscriptions/");
  }

  @Test
  void assignReportsUnknownPrincipalAfterWait() {
    var assigned =
        run(
            "role",
            "assign",
            "--assignee",
            azure.subscriptionId().toString(),
            "--role",
            "Reader",
            "--scope",
            "shop",
            "--wait",
            "PT0S");

    assertThat(assigned.status()).isEqualTo(1);
    assertThat(assigned.err()).startsWith("msi: PrincipalNotFound: ");
  }

  @Test
  void listShowsAssignmentsAtAndUnderScope() {
    assign("listed", "Reader", "shop");
    assign("listed", "Contributor", "/subscriptions/" + azure.subscriptionId());

    assertThat(list("--assignee", "listed").out()).contains("Reader", "Contributor");
    assertThat(list("--assignee", "listed", "--scope", "shop").out())
        .contains("Reader")
        .doesNotContain("Contributor");
    assertThat(list("--assignee", "listed", "--scope", "shop", "--include-inherited").out())
        .contains("Reader", "Contributor");
    assertThat(list("--assignee", "listed", "--role", "Contributor").out())
        .contains("Contributor")
        .doesNotContain("Reader");
  }

  @Test
  void listAddsNamesToJson() {
    assign("listed", "Key Vault Reader", "other");

    assertThat(list("--scope", "other", "-o", "json").out())
        .contains("\"roleDefinitionName\": \"Key Vault Reader\"", "\"principalName\": \"listed\"");
  }

  @Test
  void removeReportsWhetherAssignmentExisted() {
    assign("removed", "Reader", "shop");

    var line =
        new String[] {
          "role", "remove", "--assignee", "removed", "--role", "Reader", "--scope", "shop"
        };

    assertThat(run(line).out()).startsWith("Removed Reader of removed at " + scope("shop"));
    assertThat(run(line).out()).startsWith("removed has no assignment of Reader at ");
    assertThat(list("--assignee", "removed").out()).isEmpty();
  }

  @Test
  void definitionsPrintRolesOfName() {
    var all = run("role", "definitions");
    var reader = run("role", "definitions", "--name", "Reader");
    var custom = run("role", "definitions", "--custom-role-only");

    assertThat(all.out()).contains("Owner", "Key Vault Reader");
    assertThat(reader.lines()).hasSize(2);
    assertThat(reader.lines().get(1)).startsWith("Reader  " + READER + "  BuiltInRole");
    assertThat(custom.out()).isEmpty();
  }

  private static Terminal.Result assign(String assignee, String role, String scope) {
    return run("role", "assign", "--assignee", assignee, "--role", role, "--scope", scope);
  }

  private static Terminal.Result assign(
      String assignee, String option, String group, String role, String scope) {
    return run(
        "role", "assign", "--assignee", assignee, option, group, "--role", role, "--scope", scope);
  }

  private static Terminal.Result list(String... options) {
    var line = new ArrayList<>(List.of("role", "list"));
    line.addAll(List.of(options));
    return run(line.toArray(String[]::new));
  }

  private static String objectId(String identity) {
    return run("identity", "show", "-g", "shop", "-n", identity).lines().get(1).split(" +", -1)[4];
  }

  private static String role() {
    return "/subscriptions/"
        + azure.subscriptionId()
        + "/providers/Microsoft.Authorization/roleDefinitions/"
        + READER;
  }

  private static String scope(String group) {
    return "/subscriptions/" + azure.subscriptionId() + "/resourceGroups/" + group;
  }

  private static Terminal.Result run(String... line) {
    return terminal.run(line);
  }
}
