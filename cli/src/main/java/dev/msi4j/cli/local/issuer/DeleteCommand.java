package dev.msi4j.cli.local.issuer;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.state.StateOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes an issuer. */
@Command(
    name = "delete",
    description = "Delete an issuer; its tokens become invalid",
    footerHeading = "%nExamples:%n",
    footer = {"  msi local issuer delete cluster", "  msi local issuer delete cluster --name shop"})
final class DeleteCommand implements Runnable {
  private final Environment environment;

  @Parameters(paramLabel = "NAME", description = IssuerCommand.NAME)
  private String name = "";

  @Mixin private StateOption state = new StateOption();

  DeleteCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    IssuerCommand.issuers(state, environment).delete(name);
    environment.out().line("Deleted " + name + ".");
  }
}
