package dev.msi4j.cli.vm;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Arguments that name a virtual machine. */
final class VmOptions {
  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the virtual machine")
  private String name = "";

  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "GROUP",
      description = "Resource group; required if several have a virtual machine of that name")
  private @Nullable String group;

  @Mixin private AzureOptions azure = new AzureOptions();

  VirtualMachineEnvironment variables(Environment environment) {
    return new VirtualMachineEnvironment(azure.variables(environment));
  }

  /** Returns the host names of the key vaults. */
  List<String> vaults(Environment environment) {
    return VaultHostNames.of(azure.resourceManager(environment));
  }

  VirtualMachine find(Environment environment) {
    return VirtualMachine.find(azure.client(environment), group, name);
  }
}
