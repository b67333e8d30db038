package dev.msi4j.cli.state;

import dev.msi4j.cli.console.Environment;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Adds documents to the state of a stopped local Azure. */
@Command(
    name = "seed",
    description = "Add documents to the state, all or none",
    footerHeading = "%nExamples:%n",
    footer = {"  msi local seed documents.json", "  msi local seed documents.json --name shop"})
public final class SeedCommand implements Runnable {
  private final Environment environment;

  @Parameters(
      paramLabel = "FILE",
      description = "File of documents in the format of 'msi local export'")
  private Path file = Path.of("");

  @Mixin private StateOptions state = new StateOptions();

  public SeedCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var text = StateFile.read(file);
    state.with(environment, opened -> StateFile.named(file, () -> opened.seed(text)));
    environment.out().line("Added " + file + ".");
  }
}
