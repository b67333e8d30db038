package dev.msi4j.local.internal.providers.compute;

import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry;
import dev.msi4j.local.internal.store.Documents;

/** Publishes the state of virtual machines to other packages through the registry. */
final class VirtualMachinePublisher {
  private final VirtualMachineRegistry virtualMachineRegistry;
  private final InstanceMetadata metadata;

  VirtualMachinePublisher(
      VirtualMachineRegistry virtualMachineRegistry, InstanceMetadata metadata) {
    this.virtualMachineRegistry = virtualMachineRegistry;
    this.metadata = metadata;
  }

  void save(Documents documents, VirtualMachineRow row) {
    var id = ResourceId.parse(row.id()).orElseThrow();
    virtualMachineRegistry.save(
        documents,
        new VirtualMachineRegistry.VirtualMachine(
            row.id(),
            row.vmId(),
            row.location(),
            row.isRunning(),
            NetworkProfiles.interfaces(row.properties()),
            TokenExtension.port(ExtensionRow.of(documents, id)),
            metadata.of(id, row)));
  }

  void remove(Documents documents, ResourceId id) {
    virtualMachineRegistry.remove(documents, id);
  }
}
