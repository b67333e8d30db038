package dev.msi4j.cli.role;

import dev.msi4j.cli.console.Environment;
import picocli.CommandLine;
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
  public static CommandLine create(Environment environment) {
    return new CommandLine(new RoleCommand())
        .addSubcommand(new AssignCommand(environment))
        .addSubcommand(new ListCommand(environment))
        .addSubcommand(new RemoveCommand(environment))
        .addSubcommand(new DefinitionsCommand(environment));
  }
}
