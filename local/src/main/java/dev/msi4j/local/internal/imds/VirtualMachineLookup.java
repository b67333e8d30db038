package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry.VirtualMachine;
import dev.msi4j.local.internal.store.Documents;

/** Looks virtual machines up for their token endpoints: one that is off has none. */
final class VirtualMachineLookup {
  private final VirtualMachineRegistry virtualMachineRegistry;
  private final ResourceIdentities identities;

  VirtualMachineLookup(
      VirtualMachineRegistry virtualMachineRegistry, ResourceIdentities identities) {
    this.virtualMachineRegistry = virtualMachineRegistry;
    this.identities = identities;
  }

  /** The machine, if it runs. */
  VirtualMachine running(Documents documents, ResourceId id) {
    var machine =
        virtualMachineRegistry
            .find(documents, id.key())
            .orElseThrow(() -> HostErrors.machineNotFound(id));
    if (!machine.running()) {
      throw HostErrors.machineNotRunning(machine.id());
    }
    return machine;
  }

  /** The machine as instance metadata sees it. */
  Host host(Documents documents, ResourceId id) {
    var machine = running(documents, id);
    return new Host(machine.id(), identities.of(documents, id.key()));
  }

  /** The machine as its token extension sees it, if that is installed. */
  Host hostWithExtension(Documents documents, ResourceId id) {
    var machine = running(documents, id);
    if (machine.extensionPort() == null) {
      throw HostErrors.extensionNotInstalled(machine.id());
    }
    return new Host(machine.id(), identities.of(documents, id.key()));
  }
}
