package dev.msi4j.cli.local;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.SizeLimit;
import dev.msi4j.cli.console.TextFile;
import dev.msi4j.cli.state.StateOption;
import java.nio.file.Files;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the output of a detached server. */
@Command(
    name = "logs",
    description = "Print the output of the server that 'msi local start --detach' started last",
    footerHeading = "%nExamples:%n",
    footer = {"  msi local logs", "  msi local logs --tail 20 --name shop"})
final class LogsCommand implements Runnable {
  private final Environment environment;

  @Option(
      names = "--tail",
      paramLabel = "N",
      description = "Number of lines to print, from the end (default: all)")
  private int tail = Integer.MAX_VALUE;

  @Mixin private StateOption state = new StateOption();

  LogsCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    if (tail < 0) {
      throw new CommandException("--tail '" + tail + "' must not be negative");
    }
    var directory = state.directory(environment);
    var log = DetachedServer.log(directory);
    if (!Files.exists(log)) {
      throw new CommandException(
          "there is no log "
              + log
              + ": start a server with '"
              + directory.command("msi local start --detach")
              + "'");
    }
    var lines = TextFile.read("the log " + log, log, SizeLimit.DATA).lines().toList();
    lines.subList(Math.max(0, lines.size() - tail), lines.size()).forEach(environment.out()::line);
    environment.out().flush();
  }
}
