package dev.msi4j.cli.federation;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import picocli.CommandLine.Command;

/** The {@code msi federation migrate} command. */
@Command(
    name = "migrate",
    synopsisSubcommandLabel = "COMMAND",
    description = "Move federated credentials to other subjects without an outage",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi federation migrate github --repository contoso@123456/shop@456789",
      "  msi federation migrate github --repositories ids.txt -g shop --no-proof"
    })
final class MigrateCommand {
  private MigrateCommand() {}

  /** Returns the command with its subcommands. */
  static CommandGroup create(Environment environment) {
    return CommandGroup.of(MigrateCommand::new)
        .add("github", () -> new MigrateGitHubCommand(environment));
  }
}
