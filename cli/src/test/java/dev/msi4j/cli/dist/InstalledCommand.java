package dev.msi4j.cli.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The {@code msi} command of an unpacked archive or image.
 *
 * @param command the command line without the arguments of {@code msi}
 * @param variables additional environment variables
 */
record InstalledCommand(List<String> command, Map<String, String> variables) {
  /** The directory of the archives. */
  static final Path ARCHIVES = Path.of(property("dist.directory"));

  /** The version in the names of the archives. */
  static final String VERSION = property("dist.version");

  /** The exit status of a process, and its standard output and error. */
  record Result(int status, String output) {}

  /** Runs the command. */
  Result run(String... arguments) throws IOException, InterruptedException {
    var process = start(arguments);
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  /** Tests the version, and lists the identities of a local Azure that the command starts. */
  void servesLocalAzure(String... options) throws IOException, InterruptedException {
    var version = run("--version");
    assertThat(version.output()).startsWith("msi " + VERSION + ", Java ");
    assertThat(version.status()).isZero();

    var start = new ArrayList<>(List.of("local", "start", "--port", "0"));
    start.addAll(List.of(options));
    var server = start(start.toArray(String[]::new));
    try {
      var output = server.inputReader(StandardCharsets.UTF_8);
      assertThat(output.lines().anyMatch(line -> line.startsWith("Local Azure at https://")))
          .as("the server is started")
          .isTrue();
      var identities = run("identity", "list", "--local");
      assertThat(identities.status()).as(identities.output()).isZero();
      var stopped = run("local", "stop");
      assertThat(stopped.output()).startsWith("Stopped the local Azure");
      assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      server.descendants().forEach(ProcessHandle::destroyForcibly);
      server.destroyForcibly();
    }
  }

  private Process start(String... arguments) throws IOException {
    var line = new ArrayList<>(command);
    line.addAll(List.of(arguments));
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(variables);
    return builder.start();
  }

  /** Returns a system property that the build sets. */
  static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
