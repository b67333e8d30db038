package dev.msi4j.local.internal.providers.network;

import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.LocationOperations;
import dev.msi4j.local.internal.arm.LongRunning;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.Documents;

/** The long-running writes and deletions of a type, within the transaction that accepts them. */
final class NetworkWrites {
  /** What a write does at its end. */
  static final String WRITE = "network.write";

  /** What a deletion does at its end. */
  static final String DELETE = "network.delete";

  private final NetworkType type;
  private final LongRunning longRunning;
  private final LocationOperations statuses;
  private final NetworkStore resources;

  NetworkWrites(
      NetworkType type,
      LongRunning longRunning,
      LocationOperations statuses,
      NetworkStore resources) {
    this.type = type;
    this.longRunning = longRunning;
    this.statuses = statuses;
    this.resources = resources;
  }

  Response write(Documents documents, Write write) {
    var id = write.id();
    resources.save(documents, type.write(documents, write).writeStarted());
    var running = longRunning.start(documents, write.request(), WRITE, id.key());
    // Read again: the operation may have come to its end already.
    var shown = Shapes.resource(documents, type, resources.get(documents, id));
    var status = write.existing().isEmpty() ? 201 : 200;
    return statuses.written(write.request(), status, shown, running, write.location());
  }

  Response delete(Documents documents, NetworkRow row, String location, ArmRequest request) {
    type.checkUnused(documents, row);
    resources.save(documents, row.deletionStarted());
    var running = longRunning.start(documents, request, DELETE, row.resourceId().key());
    return statuses.accepted(request, running, location);
  }
}
