package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.deployments.templates.DeploymentPlan;
import dev.msi4j.local.internal.deployments.templates.PlannedResource;
import dev.msi4j.local.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Renders deployments and their operations as response bodies. */
final class Responses {
  private static final Map<Integer, String> STATUS_NAMES =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(201, "Created"),
          Map.entry(202, "Accepted"),
          Map.entry(204, "NoContent"),
          Map.entry(400, "BadRequest"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "NotFound"),
          Map.entry(405, "MethodNotAllowed"),
          Map.entry(409, "Conflict"),
          Map.entry(429, "TooManyRequests"),
          Map.entry(500, "InternalServerError"),
          Map.entry(503, "ServiceUnavailable"));

  private Responses() {}

  /** Renders a deployment. */
  static ObjectNode deployment(DeploymentRow row, DeploymentModel model, String state) {
    var document =
        Json.object()
            .put("id", row.id())
            .put("name", row.name())
            .put("type", PlannedResource.DEPLOYMENT_TYPE);
    if (row.location() != null) {
      document.put("location", row.location());
    }
    if (!row.tags().isEmpty()) {
      row.tags().forEach(document.putObject("tags")::put);
    }
    var end = Instant.parse(row.endedAt() == null ? row.startedAt() : row.endedAt());
    var properties =
        document
            .putObject("properties")
            .put("templateHash", templateHash(row))
            .put("mode", row.mode())
            .put("provisioningState", state)
            .put("timestamp", end.toString())
            .put("duration", Duration.between(Instant.parse(row.startedAt()), end).toString())
            .put("correlationId", row.correlationId());
    properties.set("parameters", parameters(row, model));
    properties.set("providers", providers(model.plan(), row));
    properties.set("dependencies", dependencies(model.plan()));
    if (row.outputs() != null) {
      properties.set("outputs", row.outputs());
    }
    if (row.error() != null) {
      properties.set("error", row.error());
    }
    if (state.equals(DeploymentRow.SUCCEEDED)) {
      properties.set("outputResources", resources(model.plan().deployed()));
    }
    return document;
  }

  /** Returns the ids of resources as objects. */
  static ArrayNode resources(List<PlannedResource> resources) {
    var ids = Json.array();
    resources.forEach(resource -> ids.addObject().put("id", resource.id()));
    return ids;
  }

  private static String templateHash(DeploymentRow row) {
    var hash = UUID.nameUUIDFromBytes(Json.write(row.template()).getBytes(StandardCharsets.UTF_8));
    return Long.toUnsignedString(hash.getMostSignificantBits());
  }

  /** Renders the parameters; the values of secure ones are left out. */
  private static ObjectNode parameters(DeploymentRow row, DeploymentModel model) {
    var parameters = Json.object();
    for (var declared : model.template().parameters().properties()) {
      var parameter =
          parameters
              .putObject(declared.getKey())
              .put("type", model.template().typeName(declared.getValue()));
      var value = row.parameters().get(declared.getKey());
      if (value != null && !model.template().isSecure(declared.getValue())) {
        parameter.set("value", value);
      }
    }
    return parameters;
  }

  private static ArrayNode providers(DeploymentPlan plan, DeploymentRow row) {
    var types = new TreeMap<String, TreeSet<String>>();
    for (var resource : plan.deployed()) {
      var type = resource.shownType();
      var slash = type.indexOf('/');
      types
          .computeIfAbsent(type.substring(0, slash), namespace -> new TreeSet<>())
          .add(type.substring(slash + 1));
    }
    var group = row.scope().resourceGroup();
    var location = group == null ? row.location() : group.path("location").asText();
    var providers = Json.array();
    types.forEach((namespace, names) -> {
      var resourceTypes =
          providers.addObject().put("namespace", namespace).putArray("resourceTypes");
      for (var name : names) {
        resourceTypes.addObject().put("resourceType", name).putArray("locations").add(location);
      }
    });
    return providers;
  }

  private static ArrayNode dependencies(DeploymentPlan plan) {
    var dependencies = Json.array();
    for (var resource : plan.deployed()) {
      if (!resource.dependencies().isEmpty()) {
        var entry = reference(dependencies.addObject(), resource);
        var dependsOn = entry.putArray("dependsOn");
        plan.deployed().stream()
            .filter(each -> resource.dependencies().contains(each.key()))
            .forEach(each -> reference(dependsOn.addObject(), each));
      }
    }
    return dependencies;
  }

  private static ObjectNode reference(ObjectNode entry, PlannedResource resource) {
    return entry
        .put("id", resource.id())
        .put("resourceType", resource.type())
        .put("resourceName", resource.name());
  }

  /** Renders an operation of a deployment. */
  static ObjectNode operation(DeploymentRow row, OperationRow operation) {
    var started = Instant.parse(operation.startedAt());
    var changed = Instant.parse(operation.changedAt());
    var document =
        Json.object()
            .put("id", row.id() + "/operations/" + operation.id())
            .put("operationId", operation.id());
    var properties =
        document
            .putObject("properties")
            .put("provisioningOperation", operation.kind())
            .put("provisioningState", operation.state())
            .put("timestamp", operation.changedAt())
            .put("duration", Duration.between(started, changed).toString())
            .put("trackingId", row.correlationId())
            .put(
                "statusCode",
                STATUS_NAMES.getOrDefault(
                    operation.statusCode(), Integer.toString(operation.statusCode())));
    if (operation.statusMessage() != null) {
      properties.set("statusMessage", operation.statusMessage());
    }
    if (!operation.kind().equals(OperationRow.OUTPUT)) {
      properties
          .putObject("targetResource")
          .put("id", operation.resourceId())
          .put("resourceType", operation.resourceType())
          .put("resourceName", operation.resourceName());
    }
    return document;
  }

  /** Renders the status that a client polls. */
  static ObjectNode status(DeploymentRow row) {
    var document = Json.object().put("status", row.state());
    if (row.error() != null) {
      document.set("error", row.error());
    }
    return document;
  }
}
