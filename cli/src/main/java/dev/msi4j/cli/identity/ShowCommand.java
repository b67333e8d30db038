package dev.msi4j.cli.identity;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a user-assigned identity. */
@Command(
    name = "show",
    description = "Show a user-assigned identity",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi identity show -g shop -n orders",
      "  msi identity show -g shop -n orders --output json"
    })
final class ShowCommand implements Runnable {
  private final Environment environment;

  @Mixin private IdentityName id = new IdentityName();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  ShowCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var identity = azure.client(environment).userAssignedIdentities().get(id.group(), id.name());
    output.print(environment.out(), IdentityTables.IDENTITIES, identity);
  }
}
