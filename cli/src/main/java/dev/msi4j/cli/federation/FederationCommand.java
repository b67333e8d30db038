package dev.msi4j.cli.federation;

import dev.msi4j.cli.console.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code msi federation} command. */
@Command(
    name = "federation",
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Manage federated identity credentials: the external tokens that identities trust",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi federation create -g shop --identity-name orders -n main \\",
      "      --github-branch contoso@123456/shop@456789@main",
      "  msi federation apply --file trust.yaml --delete-others",
      "  msi federation diagnose -g shop --identity-name orders --token-file token"
    })
public final class FederationCommand {
  private FederationCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandLine create(Environment environment) {
    return new CommandLine(new FederationCommand())
        .addSubcommand(new ListCommand(environment))
        .addSubcommand(new ShowCommand(environment))
        .addSubcommand(new CreateCommand(environment))
        .addSubcommand(new UpdateCommand(environment))
        .addSubcommand(new DeleteCommand(environment))
        .addSubcommand(new PlanCommand(environment))
        .addSubcommand(new ApplyCommand(environment))
        .addSubcommand(new CapacityCommand(environment))
        .addSubcommand(new DiagnoseCommand(environment))
        .addSubcommand(MigrateCommand.create(environment));
  }
}
