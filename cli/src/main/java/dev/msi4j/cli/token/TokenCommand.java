package dev.msi4j.cli.token;

import dev.msi4j.cli.console.CommandGroup;
import dev.msi4j.cli.console.Environment;
import picocli.CommandLine.Command;

/** The {@code msi token} command. */
@Command(
    name = "token",
    synopsisSubcommandLabel = "COMMAND",
    description = "Get, decode and verify access tokens",
    footerHeading = "%nExamples:%n",
    footer = {"  msi token get --local > token", "  msi token decode --token-file token"})
public final class TokenCommand {
  private TokenCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandGroup create(Environment environment) {
    return CommandGroup.of(TokenCommand::new)
        .add("get", () -> new GetCommand(environment))
        .add("decode", () -> new DecodeCommand(environment))
        .add("verify", () -> new VerifyCommand(environment));
  }
}
