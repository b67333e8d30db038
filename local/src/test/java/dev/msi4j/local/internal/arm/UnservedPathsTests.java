package dev.msi4j.local.internal.arm;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.ServicePrincipal;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies the errors for paths that the local Azure does not serve. */
class UnservedPathsTests {
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createIdentity() {
    arm.createGroup("rg");
    arm.createIdentity("rg", "web");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, RG/exportTemplate",
    "POST, RG/moveResources",
    "POST, RG/validateMoveResources",
    "POST, SUB/validateTemplate",
    "GET, RG/anything/else",
    "GET, SUB/providers/Microsoft.Compute/virtualMachines/vm",
    "GET, SUB/anything/else/providers/Microsoft.Authorization/roleAssignments"
  })
  void requestReturnsNotFoundForUnservedPathInSubscription(String method, String path) {
    var answer = arm.send(method, expand(path), "api-version=2021-04-01", "{}");

    assertThat(error(answer)).isEqualTo("404 NotFound");
    assertThat(message(answer))
        .contains(method + " " + expand(path), "is not served by this local Azure");
  }

  @ParameterizedTest
  @CsvSource({
    "RG/providers/Microsoft.Resources/deploymentScripts/s, Microsoft.Resources, deploymentScripts",
    "RG/providers/Microsoft.Authorization/policySetDefinitions/p, Microsoft.Authorization, policySetDefinitions",
    "SUB/providers/Microsoft.Authorization/policyAssignments/p, Microsoft.Authorization, policyAssignments",
    "RG/providers/Microsoft.Compute/virtualMachineScaleSets/s, Microsoft.Compute, virtualMachineScaleSets",
    "RG/providers/Microsoft.KeyVault/managedHSMs/h, Microsoft.KeyVault, managedHSMs",
    "RG/providers/Microsoft.Compute/snapshots/s, Microsoft.Compute, snapshots",
    "RG/providers/Microsoft.Compute/galleries/g, Microsoft.Compute, galleries",
    "RG/providers/Microsoft.Network/loadBalancers/l, Microsoft.Network, loadBalancers",
    "RG/providers/Microsoft.Network/routeTables/r, Microsoft.Network, routeTables",
    "RG/providers/Microsoft.Network/privateEndpoints/p, Microsoft.Network, privateEndpoints",
    "RG/providers/Microsoft.Resources/templateSpecs/t, Microsoft.Resources, templateSpecs",
    "RG/providers/Microsoft.Resources/deploymentStacks/d, Microsoft.Resources, deploymentStacks",
    "RG/providers/Microsoft.Compute/virtualMachines/vm/runCommands/r, Microsoft.Compute, virtualMachines/runCommands",
    "MI/web/providers/Microsoft.Authorization/policyAssignments/p, Microsoft.Authorization, policyAssignments",
    "MI/web/providers/Microsoft.Authorization/locks/l/providers/Microsoft.Authorization/policyAssignments/p, Microsoft.Authorization, policyAssignments"
  })
  void getReturnsInvalidResourceTypeWithRequestedSpelling(
      String path, String namespace, String type) {
    for (var version : new String[] {"2021-04-01", "2024-11-30"}) {
      var answer = arm.get(expand(path), version);

      assertThat(error(answer)).isEqualTo("404 InvalidResourceType");
      assertThat(message(answer))
          .contains("'" + type + "'", "'" + namespace + "'", "not served by this local Azure")
          .doesNotContain("api-version", "api version", version);
    }
  }

  @ParameterizedTest
  @CsvSource({"RG/providers/Microsoft.Storage/storageAccounts/s", "SUB/providers/Microsoft.Sql"})
  void getReturnsInvalidResourceNamespace(String path) {
    var answer = arm.get(expand(path), "2021-04-01");

    assertThat(error(answer)).isEqualTo("404 InvalidResourceNamespace");
    assertThat(message(answer)).contains("this local Azure does not serve it", "Microsoft.Compute");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/C:/Program%20Files/Git/subscriptions/SUBID",
        "/C:/Program%20Files/Git/subscriptions/SUBID/resourceGroups/rg",
        "/SUBID",
        "/SUBID/resourceGroups/rg",
        "/rg",
        "/resourceGroups/rg",
        "/%2Fsubscriptions%2FSUBID",
        "/subscription/SUBID",
        "/ſubscriptions/SUBID"
      })
  void roleAssignmentReturnsMissingSubscriptionForInvalidScope(String scope) {
    var path = scope.replace("SUBID", azure.subscriptionId().toString());

    assertThat(error(assignAt(path))).isEqualTo("404 MissingSubscription");
    assertThat(
            error(
                arm.get(path + "/providers/Microsoft.Authorization/roleAssignments", "2022-04-01")))
        .isEqualTo("404 MissingSubscription");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subscriptions/Pay-As-You-Go",
        "/subscriptions/Pay-As-You-Go/resourceGroups",
        "/subscriptions/Pay-As-You-Go/resourceGroups/rg",
        "/subscriptions/Pay-As-You-Go/providers",
        "/subscriptions/Pay-As-You-Go/tagNames",
        "/subscriptions/Pay-As-You-Go/resourceGroups/rg/providers/Microsoft.Nothing/a/b",
        "/subscriptions/Pay-As-You-Go/providers/Microsoft.Authorization/roleAssignments"
      })
  void getReturnsInvalidSubscriptionIdForNonGuid(String path) {
    var answer = arm.get(path, "2022-04-01");

    assertThat(error(answer)).isEqualTo("400 InvalidSubscriptionId");
    assertThat(message(answer)).contains("'Pay-As-You-Go'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RG/..",
        "RG/../rg2",
        "RG/%2e%2e/rg2",
        "RG/.%2E/rg2",
        "SUB/resourceGroups/..",
        "SUB/resourceGroups/%2E",
        "SUB/resourceGroups/rg%2Fproviders",
        "SUB/resourceGroups/rg%5Cother",
        "SUB/resourceGroups/rg\\other",
        "SUB/resourceGroups/rg%0A",
        "MI/..",
        "MI/%2e%2e%2fother",
        "SUB/resourceGroups//rg",
        "SUB//resourceGroups/rg",
        "RG/",
        "MI//web"
      })
  void roleAssignmentIsRejectedForAmbiguousScope(String scope) {
    var answer = assignAt(expand(scope));

    assertThat(error(answer)).isEqualTo("400 BadRequest");
    assertThat(message(answer)).contains("is invalid");
    assertThat(
            arm.get(
                    arm.subscription() + "/providers/Microsoft.Authorization/roleAssignments",
                    "2022-04-01")
                .body()
                .text())
        .doesNotContain("..", "\\", "//");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subscriptions/../x",
        "/subscriptions/SUBID/..",
        "relative",
        "/",
        "/subscriptions/SUBID//resourceGroups/rg",
        "/subscriptions/SUBID/resourceGroups/..",
        "/subscriptions/SUBID/resourceGroups/a\\\\b",
        "/subscriptions/Pay-As-You-Go",
        "/somewhere"
      })
  void roleDefinitionIsRejectedForInvalidAssignableScope(String scope) {
    var body =
        "{\"properties\":{\"roleName\":\"r\",\"permissions\":[{\"actions\":[\"*/read\"]}],"
            + "\"assignableScopes\":[\""
            + scope.replace("SUBID", azure.subscriptionId().toString())
            + "\"]}}";
    var path =
        arm.subscription()
            + "/providers/Microsoft.Authorization/roleDefinitions/"
            + UUID.randomUUID();

    assertThat(arm.put(path, "2022-04-01", body).status()).isIn(400, 403);
  }

  @ParameterizedTest
  @CsvSource({"/, 1", "//, 1", "/, 2"})
  void roleAssignmentAcceptsLeadingAndTrailingSlashes(String before, int principal) {
    var path =
        before
            + arm.identity("rg", "web").substring(1)
            + "/providers/Microsoft.Authorization/roleAssignments/"
            + UUID.randomUUID();

    var answer = arm.put(path, "2022-04-01", body(azure.createServicePrincipal("p" + principal)));

    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void errorNamesTypeOfExtensionResource() {
    var scope =
        arm.identity("rg", "web") + "/providers/Microsoft.Authorization/policyAssignments/l";

    var answer =
        arm.get(scope + "/providers/Microsoft.ManagedIdentity/identities/default", Arm.VERSION);

    assertThat(error(answer)).isEqualTo("404 ResourceNotFound");
    assertThat(message(answer)).contains("'Microsoft.Authorization/policyAssignments/l'");
  }

  private static Response assignAt(String scope) {
    var path = scope + "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID();
    return arm.put(path, "2022-04-01", body(azure.createServicePrincipal("assignee")));
  }

  private static String body(ServicePrincipal principal) {
    return "{\"properties\":{\"principalId\":\""
        + principal.objectId()
        + "\",\"roleDefinitionId\":\"/providers/Microsoft.Authorization/roleDefinitions/"
        + READER
        + "\"}}";
  }

  private static String expand(String path) {
    var group = arm.group("rg");
    return path.replace("MI", group + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities")
        .replace("RG", group)
        .replace("SUB", arm.subscription());
  }
}
