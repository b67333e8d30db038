package dev.msi4j.cli.group;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a resource group. */
@Command(
    name = "show",
    description = "Show a resource group",
    footerHeading = "%nExamples:%n",
    footer = {"  msi group show -n shop", "  msi group show -n shop -o json"})
final class ShowCommand implements Runnable {
  private final Environment environment;

  @Mixin private GroupName group = new GroupName();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  ShowCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var resourceManager = azure.resourceManager(environment);
    var shown = resourceManager.get(group.path(resourceManager), ResourceManager.GROUPS_VERSION);
    output.print(environment.out(), GroupTable.GROUPS, shown);
  }
}
