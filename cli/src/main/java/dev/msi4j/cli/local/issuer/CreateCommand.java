package dev.msi4j.cli.local.issuer;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.state.StateOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates an issuer. */
@Command(
    name = "create",
    description = "Create an issuer unless it exists",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local issuer create cluster",
      "  msi local issuer create github --url https://token.actions.githubusercontent.com"
    })
final class CreateCommand implements Runnable {
  private final Environment environment;

  @Parameters(paramLabel = "NAME", description = IssuerCommand.NAME)
  private String name = "";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "URL of the issuer to stand in for (default: a URL of the local Azure)")
  private @Nullable String url;

  @Mixin private StateOption state = new StateOption();
  @Mixin private Output output = new Output();

  CreateCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var created = IssuerCommand.issuers(state, environment).create(name, url);
    output.print(environment.out(), IssuerCommand.ISSUERS, created);
  }
}
