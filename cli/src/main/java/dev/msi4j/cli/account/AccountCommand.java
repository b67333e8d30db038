package dev.msi4j.cli.account;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import picocli.CommandLine.Command;

/** The {@code msi account} command. */
@Command(
    name = "account",
    synopsisSubcommandLabel = "COMMAND",
    description = "Show the selected Azure and the signed-in account",
    footerHeading = "%nExamples:%n",
    footer = {"  msi account show", "  msi account show --local -o json"})
public final class AccountCommand {
  private AccountCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(AccountCommand::new).add("show", () -> new ShowCommand(environment));
  }
}
