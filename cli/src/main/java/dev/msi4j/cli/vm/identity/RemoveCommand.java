package dev.msi4j.cli.vm.identity;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes identities from a virtual machine. */
@Command(
    name = "remove",
    description = "Remove identities from a virtual machine and show the remaining ones",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi vm identity remove -g shop -n web",
      "  msi vm identity remove -g shop -n web --identities orders"
    })
final class RemoveCommand implements Runnable {
  private final Environment environment;

  @Mixin private VmName machine = new VmName();
  @Mixin private IdentitiesOption identities = new IdentitiesOption();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  RemoveCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var remaining =
        machine
            .identities(azure.resourceManager(environment))
            .remove(identities.hasSystem(), identities.userAssigned());
    output.printAll(environment.out(), VmIdentities.TABLE, remaining);
  }
}
