package dev.msi4j.cli.console;

import picocli.CommandLine.Option;

/** Option of commands that ask before they delete. */
public final class Confirmation {
  @Option(
      names = {"-y", "--yes"},
      description = "No question before the deletion")
  private boolean yes;

  /**
   * Asks a question on a terminal, unless the option was given.
   *
   * @throws CommandException if the answer is not yes, or if there is no terminal
   */
  public void require(Environment environment, String question) {
    if (yes) {
      return;
    }
    if (!environment.interactive()) {
      throw new CommandException(
          "not confirmed: standard input and output are not a terminal; pass --yes");
    }
    if (!environment.agrees(question)) {
      throw new CommandException("cancelled: answer y, or pass --yes");
    }
  }
}
