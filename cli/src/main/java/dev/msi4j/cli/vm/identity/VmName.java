package dev.msi4j.cli.vm.identity;

import dev.msi4j.cli.azure.ResourceManager;
import picocli.CommandLine.Option;

/** Options that name a virtual machine. */
final class VmName {
  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "GROUP",
      required = true,
      description = "Resource group of the virtual machine")
  private String group = "";

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      required = true,
      description = "Name of the virtual machine")
  private String name = "";

  String group() {
    return group;
  }

  String name() {
    return name;
  }

  VmIdentities identities(ResourceManager resourceManager) {
    return new VmIdentities(
        resourceManager,
        resourceManager.resourceGroup(group)
            + "/providers/Microsoft.Compute/virtualMachines/"
            + name);
  }
}
