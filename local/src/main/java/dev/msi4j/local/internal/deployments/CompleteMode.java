package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.deployments.templates.DeploymentPlan;
import dev.msi4j.local.internal.deployments.templates.PlannedResource;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Deletes the resources of a group that the template does not contain, as the deployment mode
 * Complete requires. Resources that use each other are deleted in several passes.
 */
final class CompleteMode {
  private static final String API_VERSION = "2021-04-01";

  private final DeploymentRow row;
  private final Set<String> kept;
  private final ResourceClient client;

  CompleteMode(DeploymentRow row, DeploymentPlan plan, ResourceClient client) {
    this.row = row;
    this.client = client;
    kept =
        plan.resources().stream().map(PlannedResource::key).collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the resources of the group that the template does not contain. */
  List<JsonNode> superfluous() {
    var path = row.deploymentScope().id() + "/resources";
    var superfluous = new ArrayList<JsonNode>();
    for (var resource : ResourceClient.document(client.get(path, API_VERSION)).path("value")) {
      var key = CaseFolding.of(resource.path("id").asText());
      if (!kept.contains(key) && kept.stream().noneMatch(parent -> key.startsWith(parent + "/"))) {
        superfluous.add(resource);
      }
    }
    return superfluous;
  }

  /** Starts and polls deletions; returns whether the state of one has changed. */
  boolean advance(DeploymentRun run) {
    var progress = false;
    for (var operation : List.copyOf(run.operations().values())) {
      if (operation.isDeletion() && operation.isRunning()) {
        progress |= run.poll(operation);
      }
    }
    var resources = superfluous();
    // The list is sorted by id, so children and machines come after what they use.
    Collections.reverse(resources);
    for (var resource : resources) {
      progress |= delete(resource, run);
    }
    return progress;
  }

  /**
   * Deletes a resource. A failed deletion is repeated in the next pass, and reported when a pass
   * changes nothing.
   */
  private boolean delete(JsonNode resource, DeploymentRun run) {
    var id = resource.path("id").asText();
    var type = resource.path("type").asText();
    var operation =
        run.operation(OperationRow.DELETE, id, type, id.substring(id.lastIndexOf('/') + 1));
    var existing = run.operations().get(operation.resourceKey());
    if (existing != null && existing.isRunning()) {
      return false;
    }
    var outcome = client.delete(id, apiVersion(type));
    run.save(operation.with(outcome, Instant.parse(operation.startedAt())));
    return outcome.error() == null;
  }

  /** Returns the newest api-version of a resource type. */
  private String apiVersion(String type) {
    var slash = type.indexOf('/');
    var path = "/subscriptions/" + row.subscription() + "/providers/" + type.substring(0, slash);
    var provider = ResourceClient.document(client.get(path, API_VERSION));
    for (var each : provider.path("resourceTypes")) {
      if (each.path("resourceType").asText().equalsIgnoreCase(type.substring(slash + 1))) {
        return each.path("apiVersions").path(0).asText(API_VERSION);
      }
    }
    return API_VERSION;
  }
}
