package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.deployments.templates.NestedTemplates;
import dev.msi4j.local.internal.deployments.templates.PlannedResource;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Advances one deployment as far as possible: starts the resources whose dependencies are deployed,
 * polls those that are being deployed, and ends the deployment when nothing is left. A failed
 * resource fails the deployment after the resources that do not depend on it are deployed.
 */
final class DeploymentRun {
  private final DeploymentRow row;
  private final DeploymentModel model;
  private final ResourceClient client;
  private final DeploymentStore deployments;
  private final Clock clock;
  private final boolean pollsAtOnce;
  private final LiveResources resources;
  private final Map<String, OperationRow> operations;
  private final Set<String> polled = new HashSet<>();

  DeploymentRun(
      DeploymentRow row,
      DeploymentModel model,
      ResourceClient client,
      DeploymentStore deployments,
      DeploymentServices services) {
    this.row = row;
    this.model = model;
    this.client = client;
    this.deployments = deployments;
    clock = services.runtime().clock();
    pollsAtOnce = services.longRunningOperations().areImmediate();
    resources = new LiveResources(model.plan(), client);
    operations = deployments.operations(row.key());
  }

  void advance() {
    var progress = true;
    while (progress && deployments.isRunning(row.key())) {
      progress = deployResources();
      if (!progress && hasDeployedAll() && row.isComplete()) {
        progress = new CompleteMode(row, model.plan(), client).advance(this);
      }
    }
    endIfDone();
  }

  private boolean deployResources() {
    var progress = false;
    for (var resource : model.plan().deployed()) {
      var operation = operations.get(resource.key());
      if (operation == null && isReady(resource)) {
        start(resource);
        progress = true;
      } else if (operation != null && operation.isRunning()) {
        progress |= poll(operation);
      }
    }
    return progress;
  }

  private boolean isReady(PlannedResource resource) {
    return resource.dependencies().stream()
        .map(operations::get)
        .allMatch(operation -> operation != null && operation.hasSucceeded());
  }

  private boolean hasDeployedAll() {
    return model.plan().deployed().stream()
        .map(resource -> operations.get(resource.key()))
        .allMatch(operation -> operation != null && operation.hasSucceeded());
  }

  private void start(PlannedResource resource) {
    var operation =
        operation(OperationRow.CREATE, resource.id(), resource.shownType(), resource.simpleName());
    save(operation.with(deploy(resource), clock.instant()));
    if (!pollsAtOnce) {
      polled.add(operation.id());
    }
  }

  private ResourceOutcome deploy(PlannedResource resource) {
    try {
      return client.put(resource.id(), resource.apiVersion(), body(resource));
    } catch (ArmException e) {
      return ResourceOutcome.failed(e.status(), document(e));
    }
  }

  private JsonNode body(PlannedResource resource) {
    var evaluator = resource.evaluator().withResources(resources);
    return resource.isDeployment()
        ? NestedTemplates.evaluate(resource.body(), evaluator, evaluator::evaluate)
        : evaluator.evaluate(resource.body());
  }

  /**
   * Polls an operation, once for each call of {@link #advance}.
   *
   * @return whether the operation is complete
   */
  boolean poll(OperationRow operation) {
    var path = operation.pollPath();
    if (path == null || !polled.add(operation.id())) {
      return false;
    }
    var outcome = client.poll(path);
    save(operation.with(outcome, clock.instant()));
    return outcome.pollPath() == null;
  }

  /** Returns a new operation on a resource. */
  OperationRow operation(String kind, String id, String type, String name) {
    var key = kind.equals(OperationRow.CREATE) ? id : kind + ":" + id;
    var resourceKey = CaseFolding.of(key);
    var now = clock.instant().toString();
    return new OperationRow(
        operationId(resourceKey),
        kind,
        id,
        type,
        name,
        resourceKey,
        DeploymentRow.RUNNING,
        0,
        null,
        null,
        now,
        now);
  }

  private static String operationId(String resourceKey) {
    var hash = UUID.nameUUIDFromBytes(resourceKey.getBytes(StandardCharsets.UTF_8));
    return hash.toString().replace("-", "").substring(0, 16);
  }

  Map<String, OperationRow> operations() {
    return operations;
  }

  void save(OperationRow operation) {
    operations.put(operation.resourceKey(), operation);
    deployments.save(row.key(), operation);
  }

  private void endIfDone() {
    if (operations.values().stream().anyMatch(OperationRow::isRunning)
        || !deployments.isRunning(row.key())) {
      return;
    }
    var errors =
        operations.values().stream()
            .filter(OperationRow::hasFailed)
            .<JsonNode>map(operation ->
                operation.statusMessage() == null ? Json.object() : operation.statusMessage())
            .toList();
    if (errors.isEmpty()) {
      evaluateOutputs();
    } else {
      deployments.end(
          row.failed(clock.instant(), DeploymentErrors.deploymentFailed(row.id(), errors)));
    }
  }

  private void evaluateOutputs() {
    var operation = operation(OperationRow.OUTPUT, row.id(), "", "");
    try {
      var outputs = model.outputs(resources);
      save(operation.with(ResourceOutcome.succeeded(200), clock.instant()));
      deployments.end(row.succeeded(clock.instant(), outputs));
    } catch (ArmException e) {
      save(operation.with(ResourceOutcome.failed(e.status(), document(e)), clock.instant()));
      deployments.end(row.failed(clock.instant(), outputError(e)));
    }
  }

  private static ObjectNode outputError(ArmException e) {
    var error =
        Json.object()
            .put("code", "DeploymentOutputEvaluationFailed")
            .put("message", "Unable to evaluate template outputs: please see error details.");
    error.putArray("details").add(DeploymentException.error(e));
    return error;
  }

  private static ObjectNode document(ArmException e) {
    return Json.object().set("error", DeploymentException.error(e));
  }
}
