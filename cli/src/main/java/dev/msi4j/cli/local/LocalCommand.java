package dev.msi4j.cli.local;

import dev.msi4j.cli.console.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code msi local} command. */
@Command(
    name = "local",
    synopsisSubcommandLabel = "COMMAND",
    description = "Run a local Azure: token service, Resource Manager and token endpoints",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local start --detach",
      "  eval \"$(msi local env)\"",
      "  msi local run -- mvn verify"
    })
public final class LocalCommand {
  private LocalCommand() {}

  /** Returns the command with the subcommands of this package. */
  public static CommandLine create(Environment environment) {
    return new CommandLine(new LocalCommand())
        .addSubcommand(new StartCommand(environment))
        .addSubcommand(new StopCommand(environment))
        .addSubcommand(new EnvCommand(environment))
        .addSubcommand(new StatusCommand(environment))
        .addSubcommand(new LogsCommand(environment))
        .addSubcommand(new RunCommand(environment));
  }
}
