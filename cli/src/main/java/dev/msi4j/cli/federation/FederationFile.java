package dev.msi4j.cli.federation;

import dev.msi4j.ResourceId;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.TextFile;
import dev.msi4j.cli.manifest.Source;
import dev.msi4j.federation.DesiredCredentials;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options for the file of {@code plan} and {@code apply}, in YAML or JSON. */
final class FederationFile {
  private static final Path STANDARD_INPUT = Path.of("-");

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      description = "File in YAML, or in JSON if its name ends in .json; - reads standard input")
  private Path file = Path.of("");

  @Option(
      names = "--delete-others",
      description =
          "Delete credentials of these identities that are not in the file (default: keep)")
  private boolean deleteOthers;

  /** Returns the desired credentials of each identity. */
  Map<ResourceId, DesiredCredentials> read(Environment environment, String subscriptionId) {
    return read(file, environment, subscriptionId, deleteOthers);
  }

  /** Returns the credentials of each identity in a file. */
  static Map<ResourceId, DesiredCredentials> read(
      Path file, Environment environment, String subscriptionId, boolean deleteOthers) {
    String name = "--file '" + file + "'";
    String text =
        file.equals(STANDARD_INPUT)
            ? TextFile.read("standard input", environment.in())
            : TextFile.read(name, file);
    var source = new Source(name, text);
    return new FederationManifest(source, source.read(file))
        .desired(
            subscriptionId,
            deleteOthers,
            warning -> ErrorPrinter.warn(name + ", " + warning, environment.err()));
  }
}
