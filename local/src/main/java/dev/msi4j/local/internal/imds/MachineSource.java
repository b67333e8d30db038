package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.HostIdentities;
import dev.msi4j.local.internal.arm.Machines;
import dev.msi4j.local.internal.arm.Machines.Machine;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.store.Documents;

/** Looks virtual machines up for their token endpoints: one that is off has none. */
final class MachineSource {
  private final Machines machines;
  private final HostIdentities identities;

  MachineSource(Machines machines, HostIdentities identities) {
    this.machines = machines;
    this.identities = identities;
  }

  /** The machine, if it runs. */
  Machine running(Documents documents, ResourceId id) {
    var machine =
        machines.find(documents, id.key()).orElseThrow(() -> HostErrors.machineNotFound(id));
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
