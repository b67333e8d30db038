package dev.msi4j.cli.vm.identity;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the identities of a virtual machine. */
@Command(
    name = "show",
    description = "Show the identities of a virtual machine",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi vm identity show -g shop -n web",
      "  msi vm identity show -g shop -n web -o json"
    })
final class ShowCommand implements Runnable {
  private final Environment environment;

  @Mixin private VmName machine = new VmName();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  ShowCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var identities = machine.identities(azure.resourceManager(environment));
    output.printAll(environment.out(), VmIdentities.TABLE, identities.list());
  }
}
