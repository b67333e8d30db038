package dev.msi4j.cli.identity;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import picocli.CommandLine.Command;

/** The {@code msi identity} command. */
@Command(
    name = "identity",
    synopsisSubcommandLabel = "COMMAND",
    description = "Manage user-assigned identities and show system-assigned ones",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi identity list --local",
      "  msi identity create -g shop -n orders -l westeurope",
      "  msi identity show -g shop -n orders -o json",
      "",
      "Azure selection, first match:",
      "  --local                the local Azure of 'msi local start'",
      "  MSI4J_ARM_ENDPOINT     another endpoint, with the variables of 'msi local env'",
      "  AZURE_SUBSCRIPTION_ID  the cloud, with AZURE_TENANT_ID, AZURE_CLIENT_ID and",
      "                         AZURE_CLIENT_SECRET, or the account of the Azure CLI"
    })
public final class IdentityCommand {
  private IdentityCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(IdentityCommand::new)
        .add("create", () -> new CreateCommand(environment))
        .add("show", () -> new ShowCommand(environment))
        .add("list", () -> new ListCommand(environment))
        .add("update", () -> new UpdateCommand(environment))
        .add("delete", () -> new DeleteCommand(environment))
        .add("list-resources", () -> new ListResourcesCommand(environment))
        .add("list-operations", () -> new ListOperationsCommand(environment))
        .add("show-system", () -> new ShowSystemCommand(environment));
  }
}
