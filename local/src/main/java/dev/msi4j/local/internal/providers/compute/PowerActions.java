package dev.msi4j.local.internal.providers.compute;

import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.OperationStatusEndpoints;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.Store;

/** Serves the power operations: start, power off, deallocate, restart, redeploy and reapply. */
final class PowerActions {
  private final Store store;
  private final LongRunningOperations longRunningOperations;
  private final OperationStatusEndpoints statuses;
  private final VirtualMachineRules machines;

  PowerActions(
      Store store,
      LongRunningOperations longRunningOperations,
      OperationStatusEndpoints statuses,
      VirtualMachineRules machines) {
    this.store = store;
    this.longRunningOperations = longRunningOperations;
    this.statuses = statuses;
    this.machines = machines;
  }

  void declare(Operations.OperationsBuilder operations) {
    for (var action : PowerAction.values()) {
      operations
          .post(VirtualMachines.ITEM_PATH + "/" + action.path())
          .action(VirtualMachines.TYPE + "/" + action.path() + "/action")
          .handle(request -> act(request, action));
    }
  }

  private Response act(ArmRequest request, PowerAction action) {
    var id = VirtualMachines.id(request);
    return store.write(documents -> {
      var row = machines.startAction(documents, id, action);
      var running = longRunningOperations.start(documents, request, action.effect(), id.key());
      return statuses.accepted(request, running, row.location());
    });
  }
}
