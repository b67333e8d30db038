package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.text.CaseFolding;

/**
 * How a provider of regional resources tells of its long-running operations: below the location of
 * the resource, by a status document and by a result.
 */
public final class OperationStatusEndpoints {
  private static final String OPERATION = "operation";

  private final LongRunningOperations longRunningOperations;
  private final String namespace;

  /**
   * @param namespace of the provider
   */
  public OperationStatusEndpoints(LongRunningOperations longRunningOperations, String namespace) {
    this.longRunningOperations = longRunningOperations;
    this.namespace = namespace;
  }

  /**
   * Declares where operations are asked for. Whoever could start one may ask for it: its id is
   * known to nobody else, and a role in a group does not reach the location.
   */
  public void declare(Operations.OperationsBuilder operations) {
    var location =
        "/subscriptions/{subscriptionId}/providers/" + namespace + "/locations/{location}";
    operations
        .get(location + "/operations/{operation}")
        .action(namespace + "/locations/operations/read")
        .forAnybody()
        .handle(request -> poll(request).status());
    operations
        .get(location + "/operationResults/{operation}")
        .action(namespace + "/locations/operationResults/read")
        .forAnybody()
        .handle(this::result);
  }

  /**
   * The answer to a write: the resource, and while it is not done, where its status is.
   *
   * @param location of the resource
   */
  public Response written(
      ArmRequest request,
      int status,
      JsonNode resource,
      LongRunningOperations.Running running,
      String location) {
    var answer = Response.json(status, resource);
    return running.isDone()
        ? answer
        : LongRunningOperations.withStatus(answer, request, statusPath(request, running, location));
  }

  /**
   * The answer to a deletion, or to an action that gives nothing back: 202, and where its status
   * and its result are.
   *
   * @param location of the resource
   */
  public Response accepted(
      ArmRequest request, LongRunningOperations.Running running, String location) {
    var result = base(request, location) + "/operationResults/" + running.id();
    var status = statusPath(request, running, location);
    return LongRunningOperations.accepted(request, result)
        .with("Azure-AsyncOperation", LongRunningOperations.link(request, status));
  }

  private Response result(ArmRequest request) {
    var running = poll(request);
    running.checkSucceeded();
    // Not 204: the JavaScript clients take that for no end of starting or stopping a machine.
    return running.isDone()
        ? Response.empty(200)
        : LongRunningOperations.accepted(request, request.http().path());
  }

  private LongRunningOperations.Running poll(ArmRequest request) {
    var id = request.argument(OPERATION);
    return longRunningOperations.poll(id).orElseThrow(() -> ArmErrors.operationNotFound(id));
  }

  private String statusPath(
      ArmRequest request, LongRunningOperations.Running running, String location) {
    return base(request, location) + "/operations/" + running.id();
  }

  private String base(ArmRequest request, String location) {
    return "/subscriptions/"
        + request.subscription()
        + "/providers/"
        + namespace
        + "/locations/"
        + CaseFolding.of(location);
  }
}
