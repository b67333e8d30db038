package dev.msi4j.cli.local.issuer;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.state.StateOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Rotates the signing key of an issuer. */
@Command(
    name = "rotate",
    description = "Rotate the signing key of an issuer; tokens of the previous key stay valid",
    footerHeading = "%nExamples:%n",
    footer = {"  msi local issuer rotate cluster", "  msi local issuer rotate cluster --name shop"})
final class RotateCommand implements Runnable {
  private final Environment environment;

  @Parameters(paramLabel = "NAME", description = IssuerCommand.NAME)
  private String name = "";

  @Mixin private StateOption state = new StateOption();

  RotateCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    IssuerCommand.issuers(state, environment).rotate(name);
    environment.out().line("Rotated the key of " + name + ".");
  }
}
