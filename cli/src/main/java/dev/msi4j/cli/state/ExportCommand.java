package dev.msi4j.cli.state;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.ReportFile;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Exports the state of a stopped local Azure. */
@Command(
    name = "export",
    description = "Export the state, including secrets, to a file that only you can read",
    footerHeading = "%nExamples:%n",
    footer = {"  msi local export state.json", "  msi local export state.json --name shop"})
public final class ExportCommand implements Runnable {
  private final Environment environment;

  @Parameters(paramLabel = "FILE", description = "Target file; replaced if it exists")
  private Path file = Path.of("");

  @Mixin private StateOptions state = new StateOptions();

  public ExportCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    ReportFile.check(file);
    state.with(environment, opened -> ReportFile.write(file, opened.export()));
    environment.out().line("Exported to " + file + ".");
    ErrorPrinter.warn(file + " holds the secret and all keys of this state", environment.err());
  }
}
