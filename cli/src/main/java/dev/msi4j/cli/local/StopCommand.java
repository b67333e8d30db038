package dev.msi4j.cli.local;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.state.StateOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops a running local Azure. */
@Command(
    name = "stop",
    aliases = "down",
    description = "Stop the local Azure of a state directory and wait for its end",
    footerHeading = "%nExamples:%n",
    footer = {"  msi local stop", "  msi local stop --name shop"})
final class StopCommand implements Runnable {
  private final Environment environment;

  @Mixin private StateOption state = new StateOption();

  StopCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var directory = state.directory(environment);
    var running = directory.running();
    if (running.isPresent()) {
      running.get().stop();
      environment.out().line("Stopped the local Azure, process " + running.get().pid() + ".");
    } else {
      environment.out().line("No local Azure runs on " + directory.path() + ".");
    }
  }
}
