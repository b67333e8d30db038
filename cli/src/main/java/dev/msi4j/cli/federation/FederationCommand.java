package dev.msi4j.cli.federation;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
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
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(FederationCommand::new)
        .add("list", () -> new ListCommand(environment))
        .add("show", () -> new ShowCommand(environment))
        .add("create", () -> new CreateCommand(environment))
        .add("update", () -> new UpdateCommand(environment))
        .add("delete", () -> new DeleteCommand(environment))
        .add("plan", () -> new PlanCommand(environment))
        .add("apply", () -> new ApplyCommand(environment))
        .add("capacity", () -> new CapacityCommand(environment))
        .add("diagnose", () -> new DiagnoseCommand(environment))
        .addGroup("migrate", () -> MigrateCommand.create(environment));
  }
}
