package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.text.CaseFolding;

/**
 * The status and result endpoints of the long-running operations of a provider with regional
 * resources. Their paths contain the location of the resource.
 */
public final class OperationStatusEndpoints {
  private static final String OPERATION = "operation";

  private final LongRunningOperations longRunningOperations;
  private final String namespace;

  /**
   * @param namespace the namespace of the provider
   */
  public OperationStatusEndpoints(LongRunningOperations longRunningOperations, String namespace) {
    this.longRunningOperations = longRunningOperations;
    this.namespace = namespace;
  }

  /**
   * Declares the endpoints. Every authenticated caller can poll an operation: only the client that
   * started it knows its id, and a role at a resource group does not cover the location.
   */
  public void declare(Operations.OperationsBuilder operations) {
    var location =
        "/subscriptions/{subscriptionId}/providers/" + namespace + "/locations/{location}";
    operations
        .get(location + "/operations/{operation}")
        .action(namespace + "/locations/operations/read")
        .display("Operations", "Get operation status", "Gets the status of an operation")
        .forAnyCaller()
        .handle(request -> poll(request).status());
    operations
        .get(location + "/operationResults/{operation}")
        .action(namespace + "/locations/operationResults/read")
        .display("Operations", "Get operation result", "Gets the result of an operation")
        .forAnyCaller()
        .handle(this::result);
  }

  /**
   * Returns the response to a write: the resource, and the status address while the operation runs.
   *
   * @param location the location of the resource
   */
  public Response written(
      ArmRequest request,
      int status,
      JsonNode resource,
      LongRunningOperations.TrackedOperation operation,
      String location) {
    var response = Response.json(status, resource);
    return operation.isDone()
        ? response
        : LongRunningOperations.withStatus(
            response, request, statusPath(request, operation, location));
  }

  /**
   * Returns the response to a deletion, or to an action without a result: 202 with the addresses of
   * the status and the result.
   *
   * @param location the location of the resource
   */
  public Response accepted(
      ArmRequest request, LongRunningOperations.TrackedOperation operation, String location) {
    var result = base(request, location) + "/operationResults/" + operation.id();
    var status = statusPath(request, operation, location);
    return LongRunningOperations.accepted(request, result)
        .with("Azure-AsyncOperation", LongRunningOperations.link(request, status));
  }

  private Response result(ArmRequest request) {
    var operation = poll(request);
    operation.checkSucceeded();
    // Not 204: the JavaScript clients do not treat it as the end of starting or stopping a VM.
    return operation.isDone()
        ? Response.empty(200)
        : LongRunningOperations.accepted(request, request.http().path());
  }

  private LongRunningOperations.TrackedOperation poll(ArmRequest request) {
    var id = request.argument(OPERATION);
    return longRunningOperations.poll(id).orElseThrow(() -> ArmErrors.operationNotFound(id));
  }

  private String statusPath(
      ArmRequest request, LongRunningOperations.TrackedOperation operation, String location) {
    return base(request, location) + "/operations/" + operation.id();
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
