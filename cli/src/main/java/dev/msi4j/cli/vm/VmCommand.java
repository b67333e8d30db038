package dev.msi4j.cli.vm;

import dev.msi4j.cli.console.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code msi vm} command. */
@Command(
    name = "vm",
    synopsisSubcommandLabel = "COMMAND",
    description = "Run programs as if they were in a virtual machine of a local Azure",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eval \"$(msi vm env web --local)\"",
      "  msi vm exec web --local -- az login --identity"
    })
public final class VmCommand {
  private VmCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandLine create(Environment environment) {
    return new CommandLine(new VmCommand())
        .addSubcommand(new EnvCommand(environment))
        .addSubcommand(new ExecCommand(environment))
        .addSubcommand(new RelayCommand(environment));
  }
}
