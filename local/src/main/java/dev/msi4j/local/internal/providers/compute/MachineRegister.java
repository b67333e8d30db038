package dev.msi4j.local.internal.providers.compute;

import dev.msi4j.local.internal.arm.Machines;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.store.Documents;

/** Keeps what others may know of a machine in step with the machine. */
final class MachineRegister {
  private final Machines machines;
  private final InstanceMetadata metadata;

  MachineRegister(Machines machines, InstanceMetadata metadata) {
    this.machines = machines;
    this.metadata = metadata;
  }

  void save(Documents documents, VirtualMachineRow row) {
    var id = ResourceId.parse(row.id()).orElseThrow();
    machines.save(
        documents,
        new Machines.Machine(
            row.id(),
            row.vmId(),
            row.location(),
            row.isRunning(),
            NetworkProfiles.interfaces(row.properties()),
            TokenExtension.port(ExtensionRow.of(documents, id)),
            metadata.of(id, row)));
  }

  void remove(Documents documents, ResourceId id) {
    machines.remove(documents, id);
  }
}
