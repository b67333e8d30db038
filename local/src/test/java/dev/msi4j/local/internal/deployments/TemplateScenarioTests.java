package dev.msi4j.local.internal.deployments;

import static dev.msi4j.local.internal.deployments.DeploymentFixture.body;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.deployed;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.post;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.put;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates with the features of published ones are deployed, previewed, changed and deleted. */
class TemplateScenarioTests {
  private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  /** A template and the number of resources that change with its parameter {@code revision}. */
  record Scenario(String template, boolean atSubscription, int changes) {
    String group() {
      return template;
    }

    String scope() {
      return atSubscription ? arm.subscription() : arm.group(group());
    }

    ObjectNode body(String revision) {
      var parameters = new TreeMap<String, Object>(Map.of("revision", revision));
      if (atSubscription) {
        parameters.put("groupName", group());
      }
      var body = DeploymentFixture.body(DeploymentFixture.template(template), parameters);
      return atSubscription ? body.put("location", "westeurope") : body;
    }

    @Override
    public String toString() {
      return template;
    }
  }

  static List<Scenario> scenarios() {
    return List.of(
        new Scenario("github-oidc", true, 2),
        new Scenario("serial-credentials", false, 1),
        new Scenario("kubernetes-credential", false, 1),
        new Scenario("subnet-role", false, 1),
        new Scenario("workload-stamp", false, 1),
        new Scenario("outer-scope-module", false, 2),
        new Scenario("landing-zone", true, 2),
        new Scenario("cluster-construction", false, 2),
        new Scenario("identity-module", false, 1),
        new Scenario("machine-module", false, 1),
        new Scenario("custom-role", false, 1),
        new Scenario("hub-network", false, 1));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void templateIsDeployedPreviewedChangedAndDeleted(Scenario scenario) {
    if (!scenario.atSubscription) {
      arm.createGroup(scenario.group());
    }
    assertThat(changes(scenario, "one"))
        .as("what-if before the deployment")
        .containsOnlyKeys("Create");

    deployed(arm, scenario.scope(), scenario.template, scenario.body("one"));
    assertThat(changes(scenario, "one"))
        .as("what-if after the deployment")
        .containsOnlyKeys("NoChange");
    assertThat(changes(scenario, "two").get("Modify"))
        .as("what-if with a change")
        .hasSize(scenario.changes);

    deployed(arm, scenario.scope(), scenario.template, scenario.body("two"));
    assertThat(changes(scenario, "two")).containsOnlyKeys("NoChange");

    for (var group : groups(scenario)) {
      assertThat(arm.delete(group, "2021-04-01").status()).isEqualTo(202);
      assertThat(arm.get(group, "2021-04-01").status()).isEqualTo(404);
    }
  }

  private static List<String> groups(Scenario scenario) {
    return scenario.template.equals("landing-zone")
        ? List.of(arm.group("rg-landing-zone-dev"), arm.group("rg-landing-zone-prod"))
        : List.of(arm.group(scenario.group()));
  }

  /** Returns the changes of what-if by type, without resources outside of the template. */
  private static Map<String, List<JsonNode>> changes(Scenario scenario, String revision) {
    var response =
        post(arm, scenario.scope(), scenario.template, "whatIf", scenario.body(revision));
    assertThat(response.status()).as(response.body().text()).isEqualTo(200);
    var changes = new TreeMap<String, List<JsonNode>>();
    for (var change : Arm.json(response).at("/properties/changes")) {
      changes
          .computeIfAbsent(change.path("changeType").asText(), type -> new ArrayList<>())
          .add(change);
    }
    changes.remove("Ignore");
    return changes;
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void callerWithoutRoleIsRejectedAtItsResources(Scenario scenario) {
    var group = "restricted-" + scenario.group();
    arm.createGroup(group);
    var principal = azure.createServicePrincipal(group);
    arm.assign(arm.group(group), principal, CONTRIBUTOR);
    var contributor = Arm.signIn(azure, principal);

    if (scenario.atSubscription) {
      assertThat(put(contributor, arm.subscription(), "d", scenario.body("one")).status())
          .isEqualTo(403);
      return;
    }
    var response =
        put(contributor, arm.group(group), "d", body(template(scenario.template), Map.of()));
    var forbidden = Arm.json(response).at("/error/details");
    if (Arm.json(response).at("/properties/provisioningState").isMissingNode()) {
      // A contributor can create everything but roles and their assignments.
      assertThat(Arm.error(response)).isEqualTo("403 InvalidTemplateDeployment");
      assertThat(forbidden).isNotEmpty();
      forbidden.forEach(detail ->
          assertThat(detail.path("message").asText())
              .contains("permission to perform action 'Microsoft.Authorization/role"));
    } else {
      assertThat(template(scenario.template).toString())
          .doesNotContain("Microsoft.Authorization/role");
    }
  }
}
