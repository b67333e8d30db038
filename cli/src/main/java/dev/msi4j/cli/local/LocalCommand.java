package dev.msi4j.cli.local;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
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
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(LocalCommand::new)
        .add("start", () -> new StartCommand(environment))
        .addAlias("up", "start")
        .add("stop", () -> new StopCommand(environment))
        .addAlias("down", "stop")
        .add("env", () -> new EnvCommand(environment))
        .add("status", () -> new StatusCommand(environment))
        .add("logs", () -> new LogsCommand(environment))
        .add("run", () -> new RunCommand(environment));
  }
}
