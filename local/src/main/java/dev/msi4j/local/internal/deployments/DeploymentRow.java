package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as it is stored.
 *
 * @param location the location of a deployment at the scope of a subscription, or null
 * @param parameters the values of all parameters, so that default values are evaluated once
 * @param scope the facts about the scope, as they were when the deployment started
 * @param caller the principal on whose behalf resources are deployed
 * @param origin the origin under which the client reached the server
 * @param operationId the id under which the client polls the deployment
 * @param endedAt ISO 8601 time in UTC, or null while the deployment runs
 * @param outputs the evaluated outputs, or null until the deployment has succeeded
 * @param error the error of a failed deployment, or null
 */
record DeploymentRow(
    String id,
    String name,
    String subscription,
    @Nullable String resourceGroup,
    @Nullable String location,
    Map<String, String> tags,
    String mode,
    ObjectNode template,
    ObjectNode parameters,
    ScopeFacts scope,
    Caller caller,
    String origin,
    String correlationId,
    String operationId,
    String state,
    String startedAt,
    @Nullable String endedAt,
    @Nullable ObjectNode outputs,
    @Nullable ObjectNode error) {

  static final String RUNNING = "Running";
  static final String SUCCEEDED = "Succeeded";
  static final String FAILED = "Failed";
  static final String CANCELED = "Canceled";

  static final String COMPLETE = "Complete";
  static final String INCREMENTAL = "Incremental";

  /**
   * The facts about the scope of a deployment.
   *
   * @param subscription the result of {@code subscription()}
   * @param resourceGroup the result of {@code resourceGroup()}, or null
   */
  record ScopeFacts(ObjectNode subscription, @Nullable ObjectNode resourceGroup) {}

  String key() {
    return CaseFolding.of(id);
  }

  boolean isRunning() {
    return endedAt == null;
  }

  boolean isComplete() {
    return mode.equals(COMPLETE);
  }

  DeploymentScope deploymentScope() {
    return new DeploymentScope(subscription, resourceGroup);
  }

  /** Returns the deployment with the values of all parameters. */
  DeploymentRow withParameters(ObjectNode values) {
    return new DeploymentRow(
        id,
        name,
        subscription,
        resourceGroup,
        location,
        tags,
        mode,
        template,
        values,
        scope,
        caller,
        origin,
        correlationId,
        operationId,
        state,
        startedAt,
        endedAt,
        outputs,
        error);
  }

  DeploymentRow succeeded(Instant now, ObjectNode newOutputs) {
    return ended(SUCCEEDED, now, newOutputs, null);
  }

  DeploymentRow failed(Instant now, ObjectNode newError) {
    return ended(FAILED, now, null, newError);
  }

  DeploymentRow canceled(Instant now) {
    return ended(CANCELED, now, null, null);
  }

  private DeploymentRow ended(
      String newState,
      Instant now,
      @Nullable ObjectNode newOutputs,
      @Nullable ObjectNode newError) {
    return new DeploymentRow(
        id,
        name,
        subscription,
        resourceGroup,
        location,
        tags,
        mode,
        template,
        parameters,
        scope,
        caller,
        origin,
        correlationId,
        operationId,
        newState,
        startedAt,
        now.toString(),
        newOutputs,
        newError);
  }
}
