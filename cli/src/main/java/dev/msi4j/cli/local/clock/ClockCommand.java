package dev.msi4j.cli.local.clock;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.Table;
import java.util.Map;
import picocli.CommandLine.Command;

/** The {@code msi local clock} command. */
@Command(
    name = "clock",
    synopsisSubcommandLabel = "COMMAND",
    description = "Control the clock of a running local Azure",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local clock freeze --admin-secret-file secret",
      "  msi local clock advance PT2H --admin-secret-file secret"
    })
public final class ClockCommand {
  private ClockCommand() {}

  private static final Table<Map<String, Object>> CLOCK =
      new Table<Map<String, Object>>()
          .column("Now", clock -> clock.get("now"))
          .column("Frozen", clock -> clock.get("frozen"));

  /** Returns the command with its subcommands. */
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(ClockCommand::new)
        .add("show", () -> new ShowCommand(environment))
        .add("freeze", () -> new FreezeCommand(environment))
        .add("resume", () -> new ResumeCommand(environment))
        .add("advance", () -> new AdvanceCommand(environment))
        .add("reset", () -> new ResetCommand(environment));
  }

  /** Prints the state of the clock. */
  static void print(Map<String, Object> clock, Output output, Environment environment) {
    output.print(environment.out(), CLOCK, clock);
  }
}
