package dev.msi4j.cli.role;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import picocli.CommandLine.Command;

/** The {@code msi role} command. */
@Command(
    name = "role",
    synopsisSubcommandLabel = "COMMAND",
    description = "Assign roles to identities and other principals",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi role assign --assignee orders --role Reader --scope shop",
      "  msi role list --assignee orders",
      "  msi role definitions --name Reader -o json"
    })
public final class RoleCommand {
  private RoleCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(RoleCommand::new)
        .add("assign", () -> new AssignCommand(environment))
        .add("list", () -> new ListCommand(environment))
        .add("remove", () -> new RemoveCommand(environment))
        .add("definitions", () -> new DefinitionsCommand(environment));
  }
}
