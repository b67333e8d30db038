package dev.msi4j.cli.state;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.local.internal.files.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    checkWritable();
    state.with(environment, opened -> write(opened.export()));
    environment.out().line("Exported to " + file + ".");
    ErrorPrinter.warn(file + " holds the secret and all keys of this state", environment.err());
  }

  /** Fails before the state is opened if the file cannot be written. */
  private void checkWritable() {
    try {
      OutputFile.at(file).check();
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  private void write(String text) {
    try {
      OutputFile.at(file).write(text, OutputFile.Access.OWNER);
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  private UncheckedIOException notWritten(IOException e) {
    return new UncheckedIOException("the file " + file + " cannot be written", e);
  }
}
