package dev.msi4j.cli.state;

import dev.msi4j.cli.console.Environment;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports an exported state. */
@Command(
    name = "import",
    description = "Import a state written by 'msi local export'",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local import state.json",
      "  msi local import state.json --replace --name shop"
    })
public final class ImportCommand implements Runnable {
  private final Environment environment;

  @Parameters(paramLabel = "FILE", description = "File written by 'msi local export'")
  private Path file = Path.of("");

  @Option(names = "--replace", description = "Replace an existing state (default: fail)")
  private boolean replace;

  @Mixin private StateOptions state = new StateOptions();

  public ImportCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var text = StateFile.read(file);
    state.with(
        environment, opened -> StateFile.named(file, () -> opened.importFrom(text, replace)));
    environment.out().line("Imported " + file + ".");
  }
}
