package dev.msi4j.local.internal.deployments;

import static dev.msi4j.local.internal.deployments.DeploymentFixture.VERSION;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.body;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.deploy;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.deployed;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.parse;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.path;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.post;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.put;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.Fault;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments at the scopes of subscriptions and resource groups. */
class DeploymentsTests {
  private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

  private static final String IDENTITY =
      """
      {"type": "Microsoft.ManagedIdentity/userAssignedIdentities", "apiVersion": "2023-01-31",
       "name": "%s", "location": "[resourceGroup().location]"}\
      """;

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  private static ObjectNode identities(String... names) {
    var resources = new ArrayList<String>();
    for (var name : names) {
      resources.add(IDENTITY.formatted(name));
    }
    return template(resources.toString(), "{}");
  }

  private static String group(String name) {
    arm.createGroup(name);
    return arm.group(name);
  }

  @Test
  void putReturns201WithStatusAddressAndThen200() {
    var scope = group("put");

    var created = put(arm, scope, "d", body(identities("one"), Map.of()));
    var replaced = put(arm, scope, "d", body(identities("one"), Map.of()));

    assertThat(created.status()).isEqualTo(201);
    assertThat(replaced.status()).isEqualTo(200);
    var status = created.headers().first("Azure-AsyncOperation").orElseThrow();
    assertThat(
            arm.follow(replaced.headers().first("Azure-AsyncOperation").orElseThrow())
                .body()
                .text())
        .isEqualTo("{\"status\":\"Succeeded\"}");
    assertThat(arm.follow(status).status()).isEqualTo(404);
  }

  @Test
  void getReturnsParametersOutputsAndResources() {
    var scope = group("get");
    var template =
        template(
            "[" + IDENTITY.formatted("one") + "]",
            """
            {"clientId": {"type": "string", "value": "[reference('one').clientId]"},
             "hidden": {"type": "securestring", "value": "[parameters('secret')]"}}\
            """);
    template.set(
        "parameters",
        parse(
            """
            {"secret": {"type": "securestring"}, "size": {"type": "int", "defaultValue": 3}}\
            """));

    var deployment = deployed(arm, scope, "d", body(template, Map.of("secret", "s3cret")));

    var properties = deployment.path("properties");
    assertThat(properties.at("/outputs/clientId/value").asText())
        .isEqualTo(
            Arm.json(arm.get(arm.identity("get", "one"), "2023-01-31"))
                .at("/properties/clientId")
                .asText());
    assertThat(properties.at("/outputs/hidden").toString())
        .isEqualTo("{\"type\":\"SecureString\"}");
    assertThat(properties.at("/parameters/size/value").asInt()).isEqualTo(3);
    assertThat(deployment.toString()).doesNotContain("s3cret");
    assertThat(properties.at("/templateHash").asText()).matches("[0-9]{1,20}");
    assertThat(properties.at("/outputResources/0/id").asText())
        .isEqualTo(arm.identity("get", "one"));
    assertThat(properties.at("/providers/0/namespace").asText())
        .isEqualTo("Microsoft.ManagedIdentity");
  }

  @Test
  void operationsListsResourcesAndOutputs() {
    var scope = group("operations");
    deployed(arm, scope, "d", body(identities("one"), Map.of()));

    var operations = Arm.json(arm.get(path(scope, "d") + "/operations", VERSION)).path("value");

    assertThat(operations).hasSize(2);
    assertThat(operations)
        .extracting(each -> each.at("/properties/provisioningOperation").asText())
        .containsExactlyInAnyOrder("Create", "EvaluateDeploymentOutput");
    for (var operation : operations) {
      var single =
          arm.get(
              path(scope, "d") + "/operations/" + operation.path("operationId").asText(), VERSION);
      assertThat(Arm.json(single)).isEqualTo(operation);
    }
  }

  @Test
  void resourceGroupHasTypeOfTemplatesInProvidersAndOperations() {
    var template =
        template(
            """
            [{"type": "Microsoft.Resources/resourceGroups", "apiVersion": "2021-04-01",
              "name": "of-template", "location": "westeurope"}]\
            """,
            "{}");
    var scope = arm.subscription();

    var deployment =
        deployed(arm, scope, "groups", body(template, Map.of()).put("location", "westeurope"));

    assertThat(deployment.at("/properties/providers/0/resourceTypes/0/resourceType").asText())
        .isEqualTo("resourceGroups");
    var operations = Arm.json(arm.get(path(scope, "groups") + "/operations", VERSION));
    assertThat(operations.findValuesAsText("resourceType"))
        .containsExactly("Microsoft.Resources/resourceGroups");
  }

  @Test
  void listFiltersByState() {
    var scope = group("list");
    deployed(arm, scope, "good", body(identities("one"), Map.of()));
    put(arm, scope, "bad", body(identities("not valid!"), Map.of()));

    assertThat(names(arm.get(path(scope, "").replaceFirst("/$", ""), VERSION)))
        .containsExactly("bad", "good");
    var failed =
        arm.send(
            "GET",
            path(scope, "").replaceFirst("/$", ""),
            "api-version=" + VERSION + "&$filter=provisioningState eq 'Failed'",
            "");
    assertThat(names(failed)).containsExactly("bad");
  }

  private static List<String> names(Response response) {
    var names = new ArrayList<String>();
    Arm.json(response).path("value").forEach(each -> names.add(each.path("name").asText()));
    return names;
  }

  @Test
  void failedResourceFailsDeploymentWithItsError() {
    var scope = group("failed");
    var template = identities("not valid!", "independent", "dependent");
    ((ObjectNode) template.at("/resources/2")).putArray("dependsOn").add("not valid!");

    var response = put(arm, scope, "d", body(template, Map.of()));

    assertThat(response.status()).isEqualTo(201);
    var status =
        Arm.json(arm.follow(response.headers().first("Azure-AsyncOperation").orElseThrow()));
    assertThat(status.path("status").asText()).isEqualTo("Failed");
    assertThat(status.at("/error/code").asText()).isEqualTo("DeploymentFailed");
    assertThat(status.at("/error/details/0/message").asText()).contains("not valid!");
    assertThat(arm.get(arm.identity("failed", "independent"), "2023-01-31").status())
        .isEqualTo(200);
    assertThat(arm.get(arm.identity("failed", "dependent"), "2023-01-31").status()).isEqualTo(404);
  }

  @Test
  void injectedFaultFailsDeployment() {
    var scope = group("fault");
    azure
        .faults()
        .inject(Fault.of("Microsoft.ManagedIdentity/userAssignedIdentities/write").status(503));

    var response = put(arm, scope, "d", body(identities("one"), Map.of()));

    var status =
        Arm.json(arm.follow(response.headers().first("Azure-AsyncOperation").orElseThrow()));
    assertThat(status.at("/error/details/0/code").asText()).isEqualTo("ServiceUnavailable");
    deployed(arm, scope, "d", body(identities("one"), Map.of()));
  }

  @Test
  void callerWithoutRoleIsRejectedAtResource() {
    var scope = group("forbidden");
    var principal = azure.createServicePrincipal("deployer");
    arm.assign(scope, principal, CONTRIBUTOR);
    var template =
        template(
            """
            [%s, {"type": "Microsoft.Authorization/roleAssignments", "apiVersion": "2022-04-01",
                  "name": "[guid('a')]", "properties": {
                    "roleDefinitionId": "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '%s')]",
                    "principalId": "[reference('one').principalId]"}}]\
            """
                .formatted(IDENTITY.formatted("one"), READER),
            "{}");

    for (var response :
        List.of(
            put(Arm.signIn(azure, principal), scope, "d", body(template, Map.of())),
            post(Arm.signIn(azure, principal), scope, "d", "validate", body(template, Map.of())))) {
      assertThat(Arm.error(response)).isEqualTo("403 InvalidTemplateDeployment");
      var details = Arm.json(response).at("/error/details");
      assertThat(details).hasSize(1);
      assertThat(details.at("/0/code").asText()).isEqualTo("AuthorizationFailed");
      assertThat(details.at("/0/message").asText())
          .contains("'Microsoft.Authorization/roleAssignments/write' at scope '" + scope);
    }
    assertThat(arm.get(arm.identity("forbidden", "one"), "2023-01-31").status()).isEqualTo(404);
  }

  /** The format in which az sends the text of a template file. */
  @Test
  void templateWithCommentsAndUnquotedNameIsDeployed() {
    var scope = group("relaxed");
    var body =
        """
        {"properties": {"mode": "Incremental", template:{
          // A comment
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0", /* Another comment */
          "resources": [],
          "outputs": {"o": {"type": "string", "value": "[concat('a',
              'b')]"}},
        }}}\
        """;

    assertThat(arm.put(path(scope, "d"), VERSION, body).status()).isEqualTo(201);

    assertThat(
            Arm.json(arm.get(path(scope, "d"), VERSION)).at("/properties/outputs/o/value").asText())
        .isEqualTo("ab");
  }

  @Test
  void validateCreatesNothing() {
    var scope = group("validate");

    var response = post(arm, scope, "d", "validate", body(identities("one"), Map.of()));

    assertThat(response.status()).isEqualTo(200);
    assertThat(Arm.json(response).at("/properties/validatedResources/0/id").asText())
        .isEqualTo(arm.identity("validate", "one"));
    assertThat(arm.get(arm.identity("validate", "one"), "2023-01-31").status()).isEqualTo(404);
    assertThat(arm.get(path(scope, "d"), VERSION).status()).isEqualTo(404);
  }

  @Test
  void completeModeDeletesOtherResources() {
    var scope = group("complete");
    deploy(arm, "complete", DeploymentFixture.template("workload-stamp"));
    arm.createIdentity("complete", "superfluous");
    var body = body(identities("kept"), Map.of());
    body.withObject("/properties").put("mode", "Complete");

    var whatIf = Arm.json(post(arm, scope, "d", "whatIf", body)).at("/properties/changes");
    assertThat(whatIf)
        .extracting(change -> change.path("changeType").asText())
        .contains("Create", "Delete")
        .doesNotContain("Ignore");
    deployed(arm, scope, "d", body);

    var left = Arm.json(arm.get(scope + "/resources", "2021-04-01")).path("value");
    assertThat(left).extracting(each -> each.path("name").asText()).containsExactly("kept");
  }

  @Test
  void deploymentIsDeletedAndItsResourcesStay() {
    var scope = group("delete");
    deployed(arm, scope, "d", body(identities("one"), Map.of()));

    assertThat(arm.send("HEAD", path(scope, "d"), "api-version=" + VERSION, "").status())
        .isEqualTo(204);
    assertThat(arm.delete(path(scope, "d"), VERSION).status()).isEqualTo(202);
    assertThat(arm.delete(path(scope, "d"), VERSION).status()).isEqualTo(204);
    assertThat(Arm.error(arm.get(path(scope, "d"), VERSION))).isEqualTo("404 DeploymentNotFound");
    assertThat(arm.get(arm.identity("delete", "one"), "2023-01-31").status()).isEqualTo(200);
  }

  @Test
  void exportTemplateReturnsTemplate() {
    var scope = group("export");
    deployed(arm, scope, "d", body(identities("one"), Map.of()));

    var exported = Arm.json(post(arm, scope, "d", "exportTemplate", parse("{}")));

    assertThat(exported.path("template")).isEqualTo(identities("one"));
  }

  @Test
  void cancelIsRejectedForEndedDeployment() {
    var scope = group("cancel");
    deployed(arm, scope, "d", body(identities("one"), Map.of()));

    assertThat(Arm.error(post(arm, scope, "d", "cancel", parse("{}"))))
        .isEqualTo("409 DeploymentCannotBeCancelled");
  }

  @Test
  void unregisteredProviderIsRegistered() {
    try (var fresh = TestAzure.builder().providersRegistered(false).start()) {
      var caller = Arm.signIn(fresh);
      caller.createGroup("g");

      deploy(caller, "g", identities("one"));

      assertThat(
              Arm.json(
                      caller.get(
                          caller.subscription() + "/providers/Microsoft.ManagedIdentity",
                          "2021-04-01"))
                  .path("registrationState")
                  .asText())
          .isEqualTo("Registered");
    }
  }

  @Test
  void deploymentAdvancesWithPollsOfClient() {
    try (var slow = TestAzure.builder().longRunningOperationPolls(2).start()) {
      var caller = Arm.signIn(slow);
      caller.createGroup("g");

      var response =
          put(
              caller,
              caller.group("g"),
              "d",
              body(DeploymentFixture.template("workload-stamp"), Map.of()));
      assertThat(Arm.json(response).at("/properties/provisioningState").asText())
          .isEqualTo("Accepted");
      assertThat(Arm.error(put(caller, caller.group("g"), "d", body(identities("x"), Map.of()))))
          .isEqualTo("409 DeploymentActive");

      JsonNode status;
      var polls = 0;
      do {
        var poll = caller.follow(response.headers().first("Azure-AsyncOperation").orElseThrow());
        status = Arm.json(poll);
        polls++;
      } while (status.path("status").asText().equals("Running") && polls < 50);
      assertThat(status.toString()).isEqualTo("{\"status\":\"Succeeded\"}");
      assertThat(polls).isGreaterThan(2);
    }
  }

  @Test
  void canceledDeploymentStopsStartingResources() {
    try (var slow = TestAzure.builder().longRunningOperationPolls(2).start()) {
      var caller = Arm.signIn(slow);
      caller.createGroup("g");
      var scope = caller.group("g");
      put(caller, scope, "d", body(DeploymentFixture.template("workload-stamp"), Map.of()));

      assertThat(post(caller, scope, "d", "cancel", parse("{}")).status()).isEqualTo(204);

      assertThat(
              Arm.json(caller.get(path(scope, "d"), VERSION))
                  .at("/properties/provisioningState")
                  .asText())
          .isEqualTo("Canceled");
      for (var i = 0; i < 10; i++) {
        caller.get(path(scope, "d"), VERSION);
      }
      var list = caller.get(scope + "/resources", "2021-04-01");
      assertThat(list.body().text()).doesNotContain("virtualMachines");
    }
  }

  @Test
  void runningDeploymentContinuesAfterRestart(@TempDir Path state) {
    String scope;
    try (var first = TestAzure.builder(state).longRunningOperationPolls(2).start()) {
      var caller = Arm.signIn(first);
      caller.createGroup("g");
      scope = caller.group("g");
      put(caller, scope, "d", body(DeploymentFixture.template("workload-stamp"), Map.of()));
    }
    try (var second = TestAzure.builder(state).longRunningOperationPolls(2).start()) {
      var caller = Arm.signIn(second);
      var deployment = Arm.json(caller.get(path(scope, "d"), VERSION));
      for (var i = 0; i < 50 && isRunning(deployment); i++) {
        deployment = Arm.json(caller.get(path(scope, "d"), VERSION));
      }
      assertThat(deployment.at("/properties/provisioningState").asText()).isEqualTo("Succeeded");
    }
  }

  private static boolean isRunning(JsonNode deployment) {
    return deployment.at("/properties/provisioningState").asText().equals("Running");
  }
}
