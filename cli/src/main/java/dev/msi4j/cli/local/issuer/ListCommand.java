package dev.msi4j.cli.local.issuer;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.state.StateOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the issuers. */
@Command(
    name = "list",
    description = "List the issuers",
    footerHeading = "%nExamples:%n",
    footer = {"  msi local issuer list", "  msi local issuer list --name shop"})
final class ListCommand implements Runnable {
  private final Environment environment;

  @Mixin private StateOption state = new StateOption();
  @Mixin private Output output = new Output();

  ListCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    output.printAll(
        environment.out(), IssuerCommand.ISSUERS, IssuerCommand.issuers(state, environment).list());
  }
}
