package dev.msi4j.cli;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.TerminalStream;
import dev.msi4j.cli.console.TerminalWriter;
import dev.msi4j.local.LocalAzure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/**
 * Runs frequent commands against a local Azure, so that Java archives the classes that they load.
 * The launcher runs this class when it finds no archive.
 */
final class ArchiveTraining {
  private static final List<String> LINES =
      List.of(
          "--version",
          "--help",
          "group create -n training -l westeurope",
          "identity create -g training -n orders -l westeurope",
          "identity show -g training -n orders",
          "identity show -g training -n orders -o json",
          "identity list",
          "identity list -o json --query [].name",
          "identity list -o yaml",
          "federation create -g training --identity-name orders -n main --github-branch o@1/r@2@main",
          "federation list -g training --identity-name orders",
          "role list");

  private ArchiveTraining() {}

  /** Runs the commands, and exits with the highest status. */
  public static void main(String[] args) throws IOException {
    // What the process of a command loads.
    System.setErr(TerminalStream.of(Environment.ofProcess().err(), Charset.defaultCharset()));
    var home = Files.createTempDirectory("msi4j-training");
    int status;
    try {
      status = run(home);
    } finally {
      delete(home);
    }
    System.exit(status);
  }

  private static int run(Path home) throws IOException {
    try (var azure = LocalAzure.builder().stateDirectory(home.resolve("azure")).start()) {
      int status = 0;
      for (var line : LINES) {
        status = Math.max(status, run(home, azure, Writer.nullWriter(), line.split(" ", -1)));
      }
      var estate = new StringWriter();
      status = Math.max(status, run(home, azure, estate, "export"));
      var file = Files.writeString(home.resolve("estate.yaml"), estate.toString());
      for (var command : List.of("plan", "apply")) {
        var nothing = Writer.nullWriter();
        status = Math.max(status, run(home, azure, nothing, command, "--file", file.toString()));
      }
      return status;
    }
  }

  private static int run(Path home, LocalAzure azure, Writer out, String... arguments) {
    var environment =
        new Environment(
            azure.environment(),
            new BufferedReader(Reader.nullReader()),
            new TerminalWriter(out),
            new TerminalWriter(Writer.nullWriter()),
            home,
            System.getProperty("os.name"),
            false,
            Clock.systemUTC());
    return Msi.run(environment, arguments);
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
