package dev.msi4j.cli.estate;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.manifest.Node;
import dev.msi4j.cli.manifest.Source;
import dev.msi4j.cli.state.StateFile;
import dev.msi4j.cli.state.StateOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Adds an estate, or documents, to the state of a stopped local Azure. */
@Command(
    name = "seed",
    description = "Add an estate, or exported documents, to the state",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local seed estate.yaml",
      "  msi local seed documents.json --name shop",
      "",
      "Of documents all or none are added. 'msi plan --help' and the guide show estate files."
    })
public final class SeedCommand implements Runnable {
  /** The beginning of an estate in JSON; an export begins with its format. */
  private static final Pattern ESTATE =
      Pattern.compile(
          "^\\s*\\{\\s*\"(\\$schema|variables|resourceGroups|identities|roleAssignments|x-[^\"]*)\"");

  private final Environment environment;

  @Parameters(
      paramLabel = "FILE",
      description =
          "File for 'msi apply', or file of documents in the format of 'msi local export'")
  private Path file = Path.of("");

  @Mixin private StateOptions state = new StateOptions();

  public SeedCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var text = StateFile.read(file);
    var source = new Source(file.toString(), text);
    var estate = estate(source);
    if (estate == null) {
      state.with(environment, opened -> StateFile.named(file, () -> opened.seed(text)));
    } else {
      state.serve(environment, azure -> new LocalEstate(environment, azure).apply(source, estate));
    }
    environment.out().line("Added " + file + ".");
  }

  /** Returns the content of an estate; null if the file has documents. */
  private @Nullable Node estate(Source source) {
    boolean isJson = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    if (isJson && !ESTATE.matcher(source.text()).find()) {
      return null;
    }
    var root = source.read(file);
    if (root == null) {
      throw new CommandException("the file " + file + " is empty");
    }
    return root;
  }
}
