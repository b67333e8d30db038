package dev.msi4j.cli.identity;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a system-assigned identity. */
@Command(
    name = "show-system",
    description = "Show the system-assigned identity of a resource",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi identity show-system --local \\",
      "      --scope"
          + " /subscriptions/ID/resourceGroups/G/providers/Microsoft.Compute/virtualMachines/web",
      "  msi identity show-system -o json \\",
      "      --scope /subscriptions/ID/resourceGroups/G/providers/Microsoft.Web/sites/shop"
    })
final class ShowSystemCommand implements Runnable {
  private final Environment environment;

  @Option(
      names = "--scope",
      paramLabel = "ID",
      required = true,
      description = "Resource id, starting with /subscriptions/")
  private String scope = "";

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  ShowSystemCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var identity = azure.client(environment).systemAssignedIdentities().getByScope(scope);
    output.print(environment.out(), IdentityTables.SYSTEM_ASSIGNED, identity);
  }
}
