package dev.msi4j.local.internal.providers.network;

import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.OperationStatusEndpoints;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.Documents;

/** Starts the long-running writes and deletions of a type within the accepting transaction. */
final class NetworkWrites {
  /** The effect that completes a write. */
  static final String WRITE = "network.write";

  /** The effect that completes a deletion. */
  static final String DELETE = "network.delete";

  private final NetworkType type;
  private final LongRunningOperations longRunningOperations;
  private final OperationStatusEndpoints statuses;
  private final NetworkStore resources;

  NetworkWrites(
      NetworkType type,
      LongRunningOperations longRunningOperations,
      OperationStatusEndpoints statuses,
      NetworkStore resources) {
    this.type = type;
    this.longRunningOperations = longRunningOperations;
    this.statuses = statuses;
    this.resources = resources;
  }

  Response write(Documents documents, WriteRequest writeRequest) {
    var id = writeRequest.id();
    resources.save(documents, type.write(documents, writeRequest).writeStarted());
    var running = longRunningOperations.start(documents, writeRequest.request(), WRITE, id.key());
    // Read again, because the operation can be complete already.
    var rendered = Responses.resource(documents, type, resources.get(documents, id));
    var status = writeRequest.existing().isEmpty() ? 201 : 200;
    return statuses.written(
        writeRequest.request(), status, rendered, running, writeRequest.location());
  }

  Response delete(Documents documents, NetworkRow row, String location, ArmRequest request) {
    type.checkUnused(documents, row);
    resources.save(documents, row.deletionStarted());
    var running = longRunningOperations.start(documents, request, DELETE, row.resourceId().key());
    return statuses.accepted(request, running, location);
  }
}
