package dev.msi4j.cli.context;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Selects a context. */
@Command(
    name = "use",
    description = "Select the context of further commands",
    footerHeading = "%nExamples:%n",
    footer = {"  msi context use local", "  msi context use prod"})
final class UseCommand implements Runnable {
  private final Environment environment;

  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the context, or local")
  private String name = "";

  UseCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var settings = Settings.read(environment);
    settings.with(Settings.CONTEXT, settings.context(name).name()).write();
  }
}
