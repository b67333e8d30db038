package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.deployments.expressions.DeployedResources;
import dev.msi4j.local.internal.deployments.expressions.DeploymentFacts;
import dev.msi4j.local.internal.deployments.expressions.Evaluator;
import dev.msi4j.local.internal.deployments.expressions.Language;
import dev.msi4j.local.internal.deployments.expressions.Loop;
import dev.msi4j.local.internal.deployments.expressions.RuntimeValueException;
import dev.msi4j.local.internal.deployments.expressions.TemplateErrors;
import dev.msi4j.local.internal.deployments.templates.DeploymentPlan;
import dev.msi4j.local.internal.deployments.templates.ResourcePlanner;
import dev.msi4j.local.internal.deployments.templates.Template;
import dev.msi4j.local.internal.deployments.templates.TemplateSymbols;
import dev.msi4j.local.internal.json.Json;
import java.time.Instant;

/**
 * The template of a deployment with its parameters and its plan. The same row has the same model.
 *
 * @param parameters the values of all parameters
 */
record DeploymentModel(
    Template template, ObjectNode parameters, Evaluator evaluator, DeploymentPlan plan) {

  /**
   * Evaluates a deployment up to the values that are known only at run time.
   *
   * @throws ArmException 400 InvalidTemplate if the template or a parameter is invalid
   */
  static DeploymentModel of(DeploymentRow row, DeploymentServices services) {
    try {
      return ofNested(row, services);
    } catch (RuntimeValueException e) {
      throw TemplateErrors.invalidTemplate(
          "a name, type, condition or loop of a resource can't be evaluated: " + e.getMessage());
    }
  }

  /**
   * Evaluates a nested deployment whose parameters may be unknown.
   *
   * @throws RuntimeValueException if the plan depends on a value that is known only at run time
   */
  static DeploymentModel ofNested(DeploymentRow row, DeploymentServices services) {
    var template = Template.of(row.template());
    var symbols =
        new TemplateSymbols(
            template, row.parameters(), Instant.parse(row.startedAt()), services.runtime().ids());
    var evaluator =
        new Language().evaluator(symbols, facts(row, services), DeployedResources.unknown());
    var parameters = symbols.parameterValues(evaluator);
    return new DeploymentModel(
        template, parameters, evaluator, ResourcePlanner.plan(template, evaluator));
  }

  private static DeploymentFacts facts(DeploymentRow row, DeploymentServices services) {
    var deployment = Json.object().put("name", row.name());
    if (row.location() != null) {
      deployment.put("location", row.location());
    }
    var properties =
        deployment
            .putObject("properties")
            .put("mode", row.mode())
            .put("provisioningState", "Accepted");
    properties.putObject("template").set("contentVersion", row.template().path("contentVersion"));
    properties.set("parameters", Json.object());
    var tenant = row.caller().tenantId().toString();
    return new DeploymentFacts(
        row.scope().subscription(),
        row.scope().resourceGroup(),
        Json.object()
            .put("id", "/tenants/" + tenant)
            .put("tenantId", tenant)
            .put("tenantCategory", "Home")
            .put("displayName", "Local Azure")
            .put("countryCode", "US"),
        deployment,
        Json.object()
            .put("objectId", row.caller().objectId().toString())
            .put("tenantId", tenant)
            .put("userPrincipalName", ""),
        services.cloud().cloud(row.origin()));
  }

  /** Evaluates the outputs: an object of objects with type and value. */
  ObjectNode outputs(DeployedResources resources) {
    var outputs = Json.object();
    var live = evaluator.withResources(resources);
    for (var declared : template.outputs().properties()) {
      var output = declared.getValue();
      var condition = output.get("condition");
      if (condition == null || live.evaluate(condition).asBoolean()) {
        outputs.set(declared.getKey(), output(output, live));
      }
    }
    return outputs;
  }

  private ObjectNode output(JsonNode output, Evaluator live) {
    var type = template.typeName(output);
    var result = Json.object().put("type", type);
    var value =
        output.has("copy")
            ? live.items(loop(output.path("copy"), live), output.path("copy").path("input"))
            : live.evaluate(output.path("value"));
    return template.isSecure(output) ? result : result.set("value", value);
  }

  private static Loop loop(JsonNode copy, Evaluator live) {
    var declaration = Json.object().put("name", "output");
    declaration.set("count", copy.path("count"));
    return Loop.of(declaration, live);
  }
}
