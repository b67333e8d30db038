package dev.msi4j.cli.context;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes a context. */
@Command(
    name = "delete",
    description = "Delete a context",
    footerHeading = "%nExamples:%n",
    footer = {"  msi context delete prod", "  msi context delete dev"})
final class DeleteCommand implements Runnable {
  private final Environment environment;

  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the context")
  private String name = "";

  DeleteCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    ContextName.check(name);
    var settings = Settings.read(environment);
    var remaining = settings.without(settings.context(name).name());
    boolean selected = settings.get(Settings.CONTEXT).filter(name::equals).isPresent();
    (selected ? remaining.with(Settings.CONTEXT, null) : remaining).write();
  }
}
