package dev.msi4j.cli.identity;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the operations of the resource provider. */
@Command(
    name = "list-operations",
    description = "List the operations of Microsoft.ManagedIdentity",
    footerHeading = "%nExamples:%n",
    footer = {"  msi identity list-operations --local", "  msi identity list-operations -o json"})
final class ListOperationsCommand implements Runnable {
  private final Environment environment;

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  ListOperationsCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var operations = azure.client(environment).operations().list();
    output.printAll(environment.out(), IdentityTables.OPERATIONS, operations.stream().toList());
  }
}
