package dev.msi4j.cli.vm;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.vm.identity.VmIdentityCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code msi vm} command. */
@Command(
    name = "vm",
    synopsisSubcommandLabel = "COMMAND",
    description = "Assign identities to virtual machines, and run programs as if in one",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eval \"$(msi vm env web --local)\"",
      "  msi vm exec web --local -- az login --identity",
      "  msi vm identity assign -g shop -n web --identities orders"
    })
public final class VmCommand {
  private VmCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandLine create(Environment environment) {
    return new CommandLine(new VmCommand())
        .addSubcommand(new EnvCommand(environment))
        .addSubcommand(new ExecCommand(environment))
        .addSubcommand(new RelayCommand(environment))
        .addSubcommand(VmIdentityCommand.create(environment));
  }
}
