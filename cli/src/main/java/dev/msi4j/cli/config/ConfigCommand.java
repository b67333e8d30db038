package dev.msi4j.cli.config;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import picocli.CommandLine.Command;

/** The {@code msi config} command and its subcommands. */
@Command(
    name = "config",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Set defaults of options",
      "defaults.group is the default of --resource-group, defaults.location of --location and"
          + " defaults.output of --output."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  msi config set defaults.group shop", "  msi config list"})
public final class ConfigCommand {
  private ConfigCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(ConfigCommand::new)
        .add("set", () -> new SetCommand(environment))
        .add("get", () -> new GetCommand(environment))
        .add("list", () -> new ListCommand(environment))
        .add("unset", () -> new UnsetCommand(environment));
  }
}
