package dev.msi4j.local.internal.providers.network;

import dev.msi4j.local.internal.arm.VirtualMachineRegistry;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry.VirtualMachine;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;
import java.util.Optional;

/**
 * Finds the IP configurations of subnets and public IP addresses, and the virtual machines of
 * network interfaces.
 */
final class AttachmentIndex {
  private final NetworkStore resources;
  private final VirtualMachineRegistry virtualMachineRegistry;

  AttachmentIndex(NetworkStore resources, VirtualMachineRegistry virtualMachineRegistry) {
    this.resources = resources;
    this.virtualMachineRegistry = virtualMachineRegistry;
  }

  /** Returns the IP configurations that use a subnet or a public IP address. */
  List<IpConfiguration> configurations(Documents documents, String target) {
    return resources.users(documents, target, NetworkInterfaces.TYPE).stream()
        .flatMap(networkInterface -> IpConfiguration.of(networkInterface).stream())
        .filter(configuration -> configuration.uses(target))
        .toList();
  }

  /** Returns the id of a resource that uses a subnet or a public IP address. */
  Optional<String> user(Documents documents, String target) {
    return configurations(documents, target).stream()
        .map(IpConfiguration::id)
        .findFirst()
        .or(() -> resources.users(documents, target).stream().findFirst());
  }

  /** Returns the virtual machine that a network interface is attached to. */
  Optional<VirtualMachine> machine(Documents documents, NetworkRow networkInterface) {
    return resources.users(documents, networkInterface.id()).stream()
        .flatMap(key -> virtualMachineRegistry.find(documents, key).stream())
        .findFirst();
  }

  /** Returns whether a running virtual machine has a public IP address. */
  boolean isRunning(Documents documents, NetworkRow publicAddress) {
    return configurations(documents, publicAddress.id()).stream()
        .flatMap(found -> machine(documents, found.networkInterface()).stream())
        .anyMatch(VirtualMachine::running);
  }
}
