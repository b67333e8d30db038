package dev.msi4j.cli.identity;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists user-assigned identities. */
@Command(
    name = "list",
    description = "List the user-assigned identities of a subscription or resource group",
    footerHeading = "%nExamples:%n",
    footer = {"  msi identity list --local", "  msi identity list -g shop -o json"})
final class ListCommand implements Runnable {
  private final Environment environment;

  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "GROUP",
      description = "Resource group (default: all of the subscription)")
  private @Nullable String group;

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  ListCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var identities = azure.client(environment).userAssignedIdentities();
    var listed =
        group == null ? identities.listBySubscription() : identities.listByResourceGroup(group);
    output.printAll(environment.out(), IdentityTables.IDENTITIES, listed.stream().toList());
  }
}
