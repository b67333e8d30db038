package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The operation of a deployment on one resource, as it is stored.
 *
 * @param id the id of the operation within its deployment
 * @param kind the kind of operation, such as {@code Create}
 * @param resourceKey the resource id in lower case
 * @param statusCode the HTTP status of the last response; 0 if there is none
 * @param statusMessage the error of a failed operation, or null
 * @param pollPath the path and query of the next poll, or null if the operation is complete
 */
record OperationRow(
    String id,
    String kind,
    String resourceId,
    String resourceType,
    String resourceName,
    String resourceKey,
    String state,
    int statusCode,
    @Nullable JsonNode statusMessage,
    @Nullable String pollPath,
    String startedAt,
    String changedAt) {
  static final String CREATE = "Create";
  static final String DELETE = "Delete";
  static final String OUTPUT = "EvaluateDeploymentOutput";

  boolean isRunning() {
    return state.equals(DeploymentRow.RUNNING);
  }

  boolean hasSucceeded() {
    return state.equals(DeploymentRow.SUCCEEDED);
  }

  boolean hasFailed() {
    return state.equals(DeploymentRow.FAILED);
  }

  boolean isDeletion() {
    return kind.equals(DELETE);
  }

  /** Returns the operation with the outcome of a request. */
  OperationRow with(ResourceOutcome outcome, Instant now) {
    return new OperationRow(
        id,
        kind,
        resourceId,
        resourceType,
        resourceName,
        resourceKey,
        outcome.state(),
        outcome.status(),
        outcome.error(),
        outcome.pollPath(),
        startedAt,
        now.toString());
  }
}
