package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.deployments.expressions.DeployedResources;
import dev.msi4j.local.internal.deployments.expressions.TemplateErrors;
import dev.msi4j.local.internal.deployments.templates.DeploymentPlan;
import dev.msi4j.local.internal.deployments.templates.PlannedResource;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.util.Optional;

/** Reads the resources of a deployment from Resource Manager. */
final class LiveResources implements DeployedResources {
  private final DeploymentPlan plan;
  private final ResourceClient client;

  LiveResources(DeploymentPlan plan, ResourceClient client) {
    this.plan = plan;
    this.client = client;
  }

  @Override
  public ObjectNode get(String reference, Optional<String> apiVersion) {
    var planned = plan.findOne(reference);
    var id = planned.map(PlannedResource::id).orElse(reference);
    if (!id.startsWith("/")) {
      throw TemplateErrors.expression(
          "The resource '" + reference + "' is not defined in the template.");
    }
    var version =
        apiVersion
            .or(() -> planned.map(PlannedResource::apiVersion))
            .orElseThrow(() ->
                TemplateErrors.expression(
                    "The reference to the resource '"
                        + reference
                        + "' needs an api-version, because the template does not deploy it."));
    return full(id, version, client.get(id, version));
  }

  @Override
  public JsonNode getAll(String symbolicName) {
    var all = Json.array();
    for (var resource : plan.find(symbolicName)) {
      all.add(
          full(
              resource.id(),
              resource.apiVersion(),
              client.get(resource.id(), resource.apiVersion())));
    }
    return all;
  }

  @Override
  public JsonNode list(String function, String reference, String apiVersion, JsonNode body) {
    var id = plan.findOne(reference).map(PlannedResource::id).orElse(reference);
    return checked(client.post(id + "/" + function, apiVersion, body));
  }

  /** Adds the members that {@code reference} with 'Full' has besides the resource. */
  private static ObjectNode full(String id, String apiVersion, Response response) {
    var resource = (ObjectNode) checked(response);
    resource.put("apiVersion", apiVersion).put("resourceId", id);
    ResourceId.parse(id)
        .ifPresent(parsed ->
            resource
                .put("subscriptionId", parsed.subscription())
                .put("resourceGroupName", parsed.resourceGroup()));
    return resource;
  }

  private static JsonNode checked(Response response) {
    var document = ResourceClient.document(response);
    if (response.status() >= 400) {
      var error = document.path("error");
      throw new ArmException(
          response.status(), error.path("code").asText(), error.path("message").asText());
    }
    return document;
  }
}
