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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * Runs what Java archives the classes of. The launcher runs this class when it finds no archives,
 * in two processes, because a small archive loads faster: one runs frequent commands, the other the
 * local Azure that they use.
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
          "federation create -g training --identity-name orders -n main --github-branch"
              + " o@1/r@2@main",
          "federation list -g training --identity-name orders",
          "role list");

  private ArchiveTraining() {}

  /**
   * Runs the commands, and exits with the highest status.
   *
   * @param command the command that runs this class in another process, which runs the commands on
   *     a local Azure of this process; if empty, the process runs the commands
   */
  public static void main(String[] command) throws IOException {
    // What the process of a command loads.
    System.setErr(TerminalStream.of(Environment.ofProcess().err(), Charset.defaultCharset()));
    var home = Files.createTempDirectory("msi4j-training");
    int status;
    try {
      status = command.length == 0 ? runClient(home) : runServer(home, List.of(command));
    } finally {
      delete(home);
    }
    System.exit(status);
  }

  private static int runServer(Path home, List<String> command) {
    var state = home.resolve("azure");
    try (var azure = LocalAzure.builder().stateDirectory(state).start()) {
      azure.reset();
    }
    var line = new ArrayList<>(List.of("local", "run", "--"));
    line.addAll(command);
    return run(home, Writer.nullWriter(), line);
  }

  private static int runClient(Path home) throws IOException {
    int status = 0;
    for (var line : LINES) {
      status = Math.max(status, run(home, Writer.nullWriter(), List.of(line.split(" ", -1))));
    }
    var estate = new StringWriter();
    status = Math.max(status, run(home, estate, List.of("export")));
    var file = Files.writeString(home.resolve("estate.yaml"), estate.toString());
    for (var command : List.of("plan", "apply")) {
      var line = List.of(command, "--file", file.toString());
      status = Math.max(status, run(home, Writer.nullWriter(), line));
    }
    return status;
  }

  private static int run(Path home, Writer out, List<String> line) {
    // The other variables, such as directories of the user, are not for the training.
    var variables = new HashMap<>(System.getenv());
    variables.keySet().removeIf(name -> !name.startsWith("AZURE_") && !name.startsWith("MSI4J_"));
    var environment =
        new Environment(
            variables,
            new BufferedReader(Reader.nullReader()),
            new TerminalWriter(out),
            new TerminalWriter(Writer.nullWriter()),
            home,
            System.getProperty("os.name"),
            false,
            Clock.systemUTC());
    return Msi.run(environment, line.toArray(String[]::new));
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
