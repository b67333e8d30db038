package dev.msi4j.cli.group;

import dev.msi4j.cli.console.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code msi group} command. */
@Command(
    name = "group",
    synopsisSubcommandLabel = "COMMAND",
    description = "Manage resource groups",
    footerHeading = "%nExamples:%n",
    footer = {"  msi group create -n shop -l westeurope", "  msi group list -o json"})
public final class GroupCommand {
  private GroupCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandLine create(Environment environment) {
    return new CommandLine(new GroupCommand())
        .addSubcommand(new CreateCommand(environment))
        .addSubcommand(new ShowCommand(environment))
        .addSubcommand(new ListCommand(environment))
        .addSubcommand(new DeleteCommand(environment));
  }
}
