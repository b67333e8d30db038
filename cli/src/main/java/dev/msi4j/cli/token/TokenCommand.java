package dev.msi4j.cli.token;

import dev.msi4j.cli.console.Environment;
import picocli.CommandLine;
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
  public static CommandLine create(Environment environment) {
    return new CommandLine(new TokenCommand())
        .addSubcommand(new GetCommand(environment))
        .addSubcommand(new DecodeCommand(environment))
        .addSubcommand(new VerifyCommand(environment));
  }
}
