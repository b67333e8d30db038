package dev.msi4j.cli.context;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import picocli.CommandLine.Command;

/** The {@code msi context} command and its subcommands. */
@Command(
    name = "context",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Select the Azure of further commands",
      "--local and the environment variables of an Azure have priority over the context. The"
          + " context 'local' is the local Azure of 'msi local start'."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi context use local",
      "  msi context create prod --subscription 11111111-2222-3333-4444-555555555555",
      "  msi context use prod"
    })
public final class ContextCommand {
  private ContextCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(ContextCommand::new)
        .add("create", () -> new CreateCommand(environment))
        .add("use", () -> new UseCommand(environment))
        .add("list", () -> new ListCommand(environment))
        .add("delete", () -> new DeleteCommand(environment));
  }
}
