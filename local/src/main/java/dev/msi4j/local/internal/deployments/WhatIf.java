package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.deployments.expressions.DeployedResources;
import dev.msi4j.local.internal.deployments.expressions.RuntimeValueException;
import dev.msi4j.local.internal.deployments.templates.DeploymentPlan;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the resources of a deployment with the existing ones (Microsoft Learn, "Template
 * deployment what-if operation"). Reads only.
 */
final class WhatIf {
  private final DeploymentRow row;
  private final DeploymentModel model;
  private final DeploymentServices services;
  private final ResourceClient client;
  private final boolean isIdOnly;
  private final Set<String> deployed = new HashSet<>();

  /**
   * @param isIdOnly whether the result has the ids of resources only
   */
  WhatIf(DeploymentRow row, DeploymentModel model, DeploymentServices services, boolean isIdOnly) {
    this.row = row;
    this.model = model;
    this.services = services;
    this.isIdOnly = isIdOnly;
    client = new ResourceClient(services.dispatcher(), row.caller(), row.origin());
  }

  /** Returns the changes of resources. */
  ArrayNode changes() {
    var changes = Json.array();
    for (var expected : DeploymentPreview.of(row, model, services, this::existing)) {
      if (!expected.planned().isDeployment() && deployed.add(expected.planned().key())) {
        changes.add(change(expected));
      }
    }
    if (row.resourceGroup() != null) {
      new CompleteMode(row, model.plan(), client)
          .superfluous().stream()
              .filter(resource -> !isDeployed(resource))
              .forEach(resource -> changes.add(unchanged(resource)));
    }
    return changes;
  }

  private boolean isDeployed(JsonNode resource) {
    return deployed.contains(CaseFolding.of(resource.path("id").asText()));
  }

  private ObjectNode unchanged(JsonNode resource) {
    return change(
        resource.path("id").asText(),
        row.isComplete() ? "Delete" : "Ignore",
        Optional.of((ObjectNode) resource),
        Optional.empty());
  }

  private ObjectNode change(ExpectedResource expected) {
    var planned = expected.planned();
    if (planned.id().indexOf('[') >= 0) {
      return change(planned.id(), "Unsupported", Optional.empty(), Optional.of(expected.body()));
    }
    var after =
        Json.object()
            .put("apiVersion", planned.apiVersion())
            .put("id", planned.id())
            .put("name", planned.simpleName())
            .put("type", planned.resourceType());
    after.setAll((ObjectNode) ResourceDiff.withoutSecrets(expected.body(), expected.secrets()));
    var response = client.get(planned.id(), planned.apiVersion());
    if (response.status() == 404) {
      return change(planned.id(), "Create", Optional.empty(), Optional.of(after));
    }
    var current = ResourceClient.document(response);
    if (response.status() >= 400) {
      return change(planned.id(), "Unsupported", Optional.empty(), Optional.of(after))
          .put("unsupportedReason", current.path("error").path("message").asText());
    }
    var delta = new ResourceDiff(expected.secrets()).compare(expected.body(), current);
    var change =
        change(
            planned.id(),
            delta.isEmpty() ? "NoChange" : "Modify",
            Optional.of((ObjectNode) current),
            Optional.of(after));
    if (!isIdOnly && !delta.isEmpty()) {
      change.set("delta", delta);
    }
    return change;
  }

  private ObjectNode change(
      String id, String type, Optional<ObjectNode> before, Optional<ObjectNode> after) {
    var change = Json.object().put("resourceId", id).put("changeType", type);
    if (!isIdOnly) {
      before.ifPresent(document -> change.set("before", document));
      after.ifPresent(document -> change.set("after", document));
    }
    return change;
  }

  /** Returns the existing resources; the values of others are unknown until the deployment runs. */
  private DeployedResources existing(DeploymentPlan plan) {
    var live = new LiveResources(plan, client);
    return new DeployedResources() {
      @Override
      public ObjectNode get(String reference, Optional<String> apiVersion) {
        try {
          return live.get(reference, apiVersion);
        } catch (ArmException e) {
          throw new RuntimeValueException("reference");
        }
      }

      @Override
      public JsonNode getAll(String symbolicName) {
        try {
          return live.getAll(symbolicName);
        } catch (ArmException e) {
          throw new RuntimeValueException("references");
        }
      }

      @Override
      public JsonNode list(String function, String reference, String apiVersion, JsonNode body) {
        // What-if calls no list operation, whose results are secrets.
        throw new RuntimeValueException(function);
      }
    };
  }
}
