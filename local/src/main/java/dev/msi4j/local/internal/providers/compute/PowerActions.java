package dev.msi4j.local.internal.providers.compute;

import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.LocationOperations;
import dev.msi4j.local.internal.arm.LongRunning;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.Store;

/** The operations that start, stop and move machines. */
final class PowerActions {
  private final Store store;
  private final LongRunning longRunning;
  private final LocationOperations statuses;
  private final VirtualMachineStore machines;

  PowerActions(
      Store store,
      LongRunning longRunning,
      LocationOperations statuses,
      VirtualMachineStore machines) {
    this.store = store;
    this.longRunning = longRunning;
    this.statuses = statuses;
    this.machines = machines;
  }

  void declare(Operations.Of operations) {
    for (var action : PowerAction.values()) {
      operations
          .post(VirtualMachines.ONE + "/" + action.path())
          .action(VirtualMachines.TYPE + "/" + action.path() + "/action")
          .handle(request -> act(request, action));
    }
  }

  private Response act(ArmRequest request, PowerAction action) {
    var id = VirtualMachines.id(request);
    return store.write(documents -> {
      var row = machines.act(documents, id, action);
      var running = longRunning.start(documents, request, action.effect(), id.key());
      return statuses.accepted(request, running, row.location());
    });
  }
}
