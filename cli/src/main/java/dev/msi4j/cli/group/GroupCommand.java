package dev.msi4j.cli.group;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
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
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(GroupCommand::new)
        .add("create", () -> new CreateCommand(environment))
        .add("show", () -> new ShowCommand(environment))
        .add("list", () -> new ListCommand(environment))
        .add("delete", () -> new DeleteCommand(environment));
  }
}
