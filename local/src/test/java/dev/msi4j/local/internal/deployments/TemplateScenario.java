package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.Arm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A template with the features of published ones.
 *
 * @param changes the number of resources that change with the parameter {@code revision}
 */
record TemplateScenario(String template, boolean atSubscription, int changes) {
  /** Returns all scenarios. */
  static List<TemplateScenario> all() {
    return List.of(
        new TemplateScenario("github-oidc", true, 2),
        new TemplateScenario("serial-credentials", false, 1),
        new TemplateScenario("kubernetes-credential", false, 1),
        new TemplateScenario("subnet-role", false, 1),
        new TemplateScenario("workload-stamp", false, 1),
        new TemplateScenario("outer-scope-module", false, 2),
        new TemplateScenario("landing-zone", true, 2),
        new TemplateScenario("cluster-construction", false, 2),
        new TemplateScenario("identity-module", false, 1),
        new TemplateScenario("machine-module", false, 1),
        new TemplateScenario("custom-role", false, 1),
        new TemplateScenario("hub-network", false, 1));
  }

  /** Returns the name of the resource group of the template. */
  String group() {
    return template;
  }

  /** Returns the scope of the deployment. */
  String scope(Arm arm) {
    return atSubscription ? arm.subscription() : arm.group(group());
  }

  /** Returns the body of the deployment with a value of the parameter {@code revision}. */
  ObjectNode body(String revision) {
    var parameters = new TreeMap<String, Object>(Map.of("revision", revision));
    if (atSubscription) {
      parameters.put("groupName", group());
    }
    var body = DeploymentFixture.body(DeploymentFixture.template(template), parameters);
    return atSubscription ? body.put("location", "westeurope") : body;
  }

  /** Returns the changes of what-if by type, without resources outside of the template. */
  Map<String, List<JsonNode>> changes(Arm arm, String revision) {
    var response = DeploymentFixture.post(arm, scope(arm), template, "whatIf", body(revision));
    var document = Arm.json(response);
    if (response.status() != 200) {
      throw new AssertionError(response.body().text());
    }
    var changes = new TreeMap<String, List<JsonNode>>();
    for (var change : document.at("/properties/changes")) {
      changes
          .computeIfAbsent(change.path("changeType").asText(), type -> new ArrayList<>())
          .add(change);
    }
    changes.remove("Ignore");
    return changes;
  }

  @Override
  public String toString() {
    return template;
  }
}
