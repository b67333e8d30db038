package dev.msi4j.cli.federation;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import picocli.CommandLine.Command;

/** The {@code msi identity federated-credential} command, with the words of the Azure CLI. */
@Command(
    name = "federated-credential",
    synopsisSubcommandLabel = "COMMAND",
    description = "Manage the federated credentials of an identity, as 'msi federation' does",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi identity federated-credential list -g shop --identity-name orders",
      "  msi identity federated-credential create -g shop --identity-name orders -n pod \\",
      "      --issuer https://oidc.example.com/cluster-1 \\",
      "      --subject system:serviceaccount:shop:orders"
    })
public final class FederatedCredentialCommand {
  private FederatedCredentialCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(FederatedCredentialCommand::new)
        .add("list", () -> new ListCommand(environment))
        .add("show", () -> new ShowCommand(environment))
        .add("create", () -> new CreateCommand(environment))
        .add("update", () -> new UpdateCommand(environment))
        .add("delete", () -> new DeleteCommand(environment));
  }
}
