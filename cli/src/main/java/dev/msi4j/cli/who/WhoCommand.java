package dev.msi4j.cli.who;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import picocli.CommandLine.Command;

/** The {@code msi who} command. */
@Command(
    name = "who",
    synopsisSubcommandLabel = "COMMAND",
    description = "Show who can become an identity, and who has a role",
    footerHeading = "%nExamples:%n",
    footer = {"  msi who can --github contoso/shop", "  msi who has Owner"})
public final class WhoCommand {
  private WhoCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(WhoCommand::new)
        .add("can", () -> new CanCommand(environment))
        .add("has", () -> new HasCommand(environment));
  }
}
