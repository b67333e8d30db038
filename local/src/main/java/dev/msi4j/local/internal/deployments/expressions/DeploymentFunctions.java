package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Functions on the deployment and its scope (Microsoft Learn, "Deployment functions for ARM
 * templates" and "Scope functions for ARM templates").
 */
final class DeploymentFunctions {
  private DeploymentFunctions() {}

  static void define(FunctionTable table) {
    table
        .add("deployer", 0, call -> call.facts().deployer())
        .add("deployment", 0, call -> call.facts().deployment())
        .add("environment", 0, call -> call.facts().environment())
        .add("parameters", 1, call -> call.evaluator().parameter(call.text(0)))
        .add("variables", 1, call -> call.evaluator().variable(call.text(0)))
        .add("resourceGroup", 0, DeploymentFunctions::resourceGroup)
        .add("subscription", 0, call -> call.facts().subscription())
        .add("tenant", 0, call -> call.facts().tenant());
  }

  private static JsonNode resourceGroup(Arguments call) {
    var group = call.facts().resourceGroup();
    if (group == null) {
      throw TemplateErrors.expression(
          "The template function 'resourceGroup' is not expected at this location: the deployment"
              + " is not at the scope of a resource group.");
    }
    return group;
  }
}
