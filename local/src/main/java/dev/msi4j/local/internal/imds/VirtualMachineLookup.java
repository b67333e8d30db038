package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry.VirtualMachine;
import dev.msi4j.local.internal.store.Documents;

/** Looks up virtual machines for their token endpoints, which exist while the machine runs. */
public final class VirtualMachineLookup {
  private final VirtualMachineRegistry virtualMachineRegistry;
  private final ResourceIdentities identities;

  public VirtualMachineLookup(
      VirtualMachineRegistry virtualMachineRegistry, ResourceIdentities identities) {
    this.virtualMachineRegistry = virtualMachineRegistry;
    this.identities = identities;
  }

  /** Returns a running machine; throws if the machine does not exist or does not run. */
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

  /** Returns the host for the instance metadata service. */
  Host host(Documents documents, ResourceId id) {
    var machine = running(documents, id);
    return new Host(machine.id(), identities.of(documents, id.key()));
  }

  /** Returns the host for the managed identity extension; throws if it is not installed. */
  Host hostWithExtension(Documents documents, ResourceId id) {
    var machine = running(documents, id);
    if (machine.extensionPort() == null) {
      throw HostErrors.extensionNotInstalled(machine.id());
    }
    return new Host(machine.id(), identities.of(documents, id.key()));
  }
}
