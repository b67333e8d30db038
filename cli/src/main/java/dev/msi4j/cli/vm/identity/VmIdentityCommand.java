package dev.msi4j.cli.vm.identity;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import picocli.CommandLine.Command;

/** The {@code msi vm identity} command. */
@Command(
    name = "identity",
    synopsisSubcommandLabel = "COMMAND",
    description = "Assign identities to a virtual machine",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi vm identity assign -g shop -n web --identities orders",
      "  msi vm identity show -g shop -n web"
    })
public final class VmIdentityCommand {
  private VmIdentityCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(VmIdentityCommand::new)
        .add("assign", () -> new AssignCommand(environment))
        .add("show", () -> new ShowCommand(environment))
        .add("remove", () -> new RemoveCommand(environment));
  }
}
