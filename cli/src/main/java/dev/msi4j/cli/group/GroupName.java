package dev.msi4j.cli.group;

import dev.msi4j.cli.azure.ResourceManager;
import picocli.CommandLine.Option;

/** Option that names a resource group. */
final class GroupName {
  @Option(
      names = {"-n", "-g", "--name", "--resource-group"},
      paramLabel = "NAME",
      required = true,
      description = "Name of the resource group")
  private String name = "";

  String name() {
    return name;
  }

  String path(ResourceManager resourceManager) {
    return resourceManager.resourceGroup(name);
  }
}
