package dev.msi4j.cli.identity;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the resources that use a user-assigned identity. */
@Command(
    name = "list-resources",
    description = "List the resources that an identity is assigned to",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi identity list-resources -g shop -n orders",
      "  msi identity list-resources -g shop -n orders -o json"
    })
final class ListResourcesCommand implements Runnable {
  private final Environment environment;

  @Mixin private IdentityName id = new IdentityName();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  ListResourcesCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var resources =
        azure
            .client(environment)
            .userAssignedIdentities()
            .listAssociatedResources(id.group(), id.name());
    output.printAll(environment.out(), IdentityTables.RESOURCES, resources.stream().toList());
  }
}
