package dev.msi4j.local.internal.deployments;

import static dev.msi4j.local.internal.deployments.DeploymentFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Templates are deployed by callers that may write everything but one resource type. The error
 * names exactly the resources of that type.
 */
class TemplateAuthorizationTests {
  private static final Pattern FORBIDDEN =
      Pattern.compile("to perform action '([^']+)' (?:over|at) scope '([^']+)'");

  @AutoClose private final LocalAzure azure = TestAzure.start();
  private final Arm arm = Arm.signIn(azure);

  static List<TemplateScenario> scenarios() {
    return TemplateScenario.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void callerIsRejectedAtExactlyTheResourcesOfOneType(TemplateScenario scenario) {
    if (!scenario.atSubscription()) {
      arm.createGroup(scenario.group());
    }

    for (var expected : resourcesByAction(scenario).entrySet()) {
      var caller = callerWithout(expected.getKey());
      var response = put(caller, scenario.scope(arm), "restricted", scenario.body("one"));

      assertThat(Arm.error(response))
          .as(expected.getKey())
          .isEqualTo("403 InvalidTemplateDeployment");
      var forbidden = new TreeSet<String>();
      var matcher = FORBIDDEN.matcher(Arm.json(response).toString());
      while (matcher.find()) {
        assertThat(matcher.group(1)).isEqualToIgnoringCase(expected.getKey());
        forbidden.add(CaseFolding.of(matcher.group(2)));
      }
      assertThat(forbidden).as(expected.getKey()).isEqualTo(expected.getValue());
    }
  }

  /** Returns the ids of the resources that the template creates, by the action to write them. */
  private Map<String, Set<String>> resourcesByAction(TemplateScenario scenario) {
    var resources = new TreeMap<String, Set<String>>();
    for (JsonNode change : scenario.changes(arm, "one").getOrDefault("Create", List.of())) {
      var id = change.path("resourceId").asText();
      resources.computeIfAbsent(action(id), key -> new TreeSet<>()).add(CaseFolding.of(id));
    }
    assertThat(resources).isNotEmpty();
    return resources;
  }

  private static String action(String id) {
    var provider = id.lastIndexOf("/providers/");
    if (provider < 0) {
      return "Microsoft.Resources/subscriptions/resourceGroups/write";
    }
    var segments = id.substring(provider + "/providers/".length()).split("/", -1);
    var type = new StringBuilder(segments[0]);
    for (var at = 1; at < segments.length; at += 2) {
      type.append('/').append(segments[at]);
    }
    return type + "/write";
  }

  /** Returns a caller that has all actions at the subscription but one. */
  private Arm callerWithout(String action) {
    var name = "without " + action.toLowerCase(Locale.ROOT);
    var role =
        arm.subscription()
            + "/providers/Microsoft.Authorization/roleDefinitions/"
            + UUID.randomUUID();
    var created =
        arm.put(
            role,
            "2022-04-01",
            "{\"properties\":{\"roleName\":\""
                + name
                + "\",\"permissions\":[{\"actions\":[\"*\"],\"notActions\":[\""
                + action
                + "\"]}],\"assignableScopes\":[\""
                + arm.subscription()
                + "\"]}}");
    assertThat(created.status()).as(created.body().text()).isEqualTo(201);
    var principal = azure.createServicePrincipal(name);
    arm.assign(arm.subscription(), principal, role.substring(role.lastIndexOf('/') + 1));
    return Arm.signIn(azure, principal);
  }
}
