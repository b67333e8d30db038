package dev.msi4j.cli.local.fault;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Table;
import picocli.CommandLine.Command;

/** The {@code msi local fault} command. */
@Command(
    name = "fault",
    synopsisSubcommandLabel = "COMMAND",
    description = "Inject faults into a running local Azure: errors, delays, broken connections",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local fault add 'hosts/*' --status 503 --admin-secret-file secret",
      "  msi local fault list --admin-secret-file secret",
      "  msi local fault clear --admin-secret-file secret"
    })
public final class FaultCommand {
  private FaultCommand() {}

  static final Table<LocalFaults.Fault> FAULTS =
      new Table<LocalFaults.Fault>()
          .column("When", LocalFaults.Fault::when)
          .column("Operation", LocalFaults.Fault::operation)
          .column("Effect", LocalFaults.Fault::effect)
          .column("Times", LocalFaults.Fault::times);

  /** Returns the command with its subcommands. */
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(FaultCommand::new)
        .add("add", () -> new AddCommand(environment))
        .add("list", () -> new ListCommand(environment))
        .add("clear", () -> new ClearCommand(environment));
  }
}
