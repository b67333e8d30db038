package dev.msi4j.cli.vm;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.vm.identity.VmIdentityCommand;
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
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(VmCommand::new)
        .add("env", () -> new EnvCommand(environment))
        .add("exec", () -> new ExecCommand(environment))
        .add("relay", () -> new RelayCommand(environment))
        .addGroup("identity", () -> VmIdentityCommand.create(environment));
  }
}
