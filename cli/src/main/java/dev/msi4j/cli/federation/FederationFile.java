package dev.msi4j.cli.federation;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.TextFile;
import dev.msi4j.ResourceId;
import dev.msi4j.federation.DesiredCredentials;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The file that plan and apply go by, in YAML or JSON. */
final class FederationFile {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      description = "The file, in YAML or, if it is called .json, in JSON; - for standard input.")
  private String file = "";

  @Option(
      names = "--delete-others",
      description = "Delete credentials of these identities that are not in the file.")
  private boolean deleteOthers;

  /** Returns what it wants of each identity. */
  Map<ResourceId, DesiredCredentials> read(Environment environment, String subscriptionId) {
    String name = "--file '" + file + "'";
    String text =
        file.equals("-") ? standardInput(environment) : TextFile.read(name, Path.of(file));
    try {
      return new FederationManifest(node(text))
          .desired(
              subscriptionId,
              deleteOthers,
              warning -> ErrorPrinter.warn(name + ", " + warning, environment.err()));
    } catch (CommandException e) {
      throw new CommandException(name + ", " + e.getMessage(), e);
    }
  }

  private @Nullable Node node(String text) {
    return file.toLowerCase(Locale.ROOT).endsWith(".json")
        ? JsonReader.read(text)
        : YamlReader.read(text);
  }

  private static String standardInput(Environment environment) {
    try {
      return TextFile.withoutMark(
          environment.in().lines().collect(Collectors.joining("\n", "", "\n")));
    } catch (UncheckedIOException e) {
      throw new CommandException("standard input cannot be read", e);
    }
  }
}
