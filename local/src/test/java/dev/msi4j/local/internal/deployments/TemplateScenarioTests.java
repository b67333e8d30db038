package dev.msi4j.local.internal.deployments;

import static dev.msi4j.local.internal.deployments.DeploymentFixture.body;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.deployed;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.put;
import static dev.msi4j.local.internal.deployments.DeploymentFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates with the features of published ones are deployed, previewed, changed and deleted. */
class TemplateScenarioTests {
  private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  static List<TemplateScenario> scenarios() {
    return TemplateScenario.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void templateIsDeployedPreviewedChangedAndDeleted(TemplateScenario scenario) {
    if (!scenario.atSubscription()) {
      arm.createGroup(scenario.group());
    }
    assertThat(scenario.changes(arm, "one"))
        .as("what-if before the deployment")
        .containsOnlyKeys("Create");

    deployed(arm, scenario.scope(arm), scenario.template(), scenario.body("one"));
    assertThat(scenario.changes(arm, "one"))
        .as("what-if after the deployment")
        .containsOnlyKeys("NoChange");
    assertThat(scenario.changes(arm, "two").get("Modify"))
        .as("what-if with a change")
        .hasSize(scenario.changes());

    deployed(arm, scenario.scope(arm), scenario.template(), scenario.body("two"));
    assertThat(scenario.changes(arm, "two")).containsOnlyKeys("NoChange");

    for (var group : groups(scenario)) {
      assertThat(arm.delete(group, "2021-04-01").status()).isEqualTo(202);
      assertThat(arm.get(group, "2021-04-01").status()).isEqualTo(404);
    }
  }

  private static List<String> groups(TemplateScenario scenario) {
    return scenario.template().equals("landing-zone")
        ? List.of(arm.group("rg-landing-zone-dev"), arm.group("rg-landing-zone-prod"))
        : List.of(arm.group(scenario.group()));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void callerWithoutRoleIsRejectedAtItsResources(TemplateScenario scenario) {
    var group = "restricted-" + scenario.group();
    arm.createGroup(group);
    var principal = azure.createServicePrincipal(group);
    arm.assign(arm.group(group), principal, CONTRIBUTOR);
    var contributor = Arm.signIn(azure, principal);

    if (scenario.atSubscription()) {
      assertThat(put(contributor, arm.subscription(), "d", scenario.body("one")).status())
          .isEqualTo(403);
      return;
    }
    var response =
        put(contributor, arm.group(group), "d", body(template(scenario.template()), Map.of()));
    var forbidden = Arm.json(response).at("/error/details");
    if (Arm.json(response).at("/properties/provisioningState").isMissingNode()) {
      // A contributor can create everything but roles and their assignments.
      assertThat(Arm.error(response)).isEqualTo("403 InvalidTemplateDeployment");
      assertThat(forbidden).isNotEmpty();
      forbidden.forEach(detail ->
          assertThat(detail.path("message").asText())
              .contains("permission to perform action 'Microsoft.Authorization/role"));
    } else {
      assertThat(template(scenario.template()).toString())
          .doesNotContain("Microsoft.Authorization/role");
    }
  }
}
