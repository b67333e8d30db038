package dev.msi4j.cli.state;

import dev.msi4j.cli.console.Confirmation;
import dev.msi4j.cli.console.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes the state of a stopped local Azure. */
@Command(
    name = "reset",
    description = "Delete all state; the next start creates a new tenant and account",
    footerHeading = "%nExamples:%n",
    footer = {"  msi local reset", "  msi local reset --name shop --yes"})
public final class ResetCommand implements Runnable {
  private final Environment environment;

  @Mixin private StateOptions state = new StateOptions();
  @Mixin private Confirmation confirmation = new Confirmation();

  public ResetCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    state.with(
        environment,
        opened -> {
          confirmation.require(environment, "Delete all state of the local Azure?");
          opened.reset();
        });
    environment.out().line("Deleted all state.");
  }
}
