package dev.msi4j.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.msi4j.cli.Databases;
import dev.msi4j.cli.JavaCommand;
import dev.msi4j.cli.Msi;
import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.local.internal.store.TestStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests local Azures in separate processes, which the command starts and stops. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LocalProcessTests {
  @TempDir private Path home;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stopServers() throws InterruptedException {
    Terminal.in(home).run("local", "stop");
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void serverRunsUntilStopCommand() throws IOException, InterruptedException {
    var envFile = home.resolve("azure.env");
    Files.writeString(envFile, "from an earlier run");
    var terminal = Terminal.in(home);

    var output = new ArrayList<String>();
    var server = start(output, "--env-file", envFile.toString());

    assertThat(output).anyMatch(line -> line.matches("Local Azure at https://localhost:\\d+"));
    var exports = Files.readString(envFile);
    assertThat(terminal.run("local", "env").out()).isEqualTo(exports);
    assertThat(exports.lines())
        .hasSize(11)
        .allSatisfy(line -> assertThat(line).matches("export [A-Za-z0-9_]+='[^']+'"));
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(envFile)))
          .isEqualTo("rw-------");
    }

    var asked = terminal.run("identity", "list", "--local");
    var named = terminal.with(ShellExports.read(exports)).run("identity", "list-operations");
    assertThat(asked.status()).as(asked.err()).isZero();
    assertThat(named.out()).contains("Microsoft.ManagedIdentity/");

    var second = terminal.run(command().toArray(String[]::new));
    assertThat(second.status()).isEqualTo(1);
    assertThat(second.err()).contains("(process " + server.pid() + ")");

    var stopped = terminal.run("local", "stop");
    assertThat(stopped.out())
        .isEqualToIgnoringNewLines("Stopped the local Azure, process " + server.pid() + ".");
    assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(envFile).doesNotExist();
    assertThat(terminal.run("identity", "list", "--local").status()).isEqualTo(1);
  }

  @Test
  void serverKeepsStateOfKilledServer() throws IOException, InterruptedException {
    var terminal = Terminal.in(home);
    var first = start(new ArrayList<>(), "--operation-polls", "1", "--page-size", "1");
    var before = terminal.run("local", "env").out();
    first.destroyForcibly().waitFor();

    assertThat(terminal.run("local", "stop").out()).startsWith("No local Azure runs on ");
    start(new ArrayList<>());

    var after = terminal.run("local", "env").out();
    assertThat(line(after, "AZURE_CLIENT_SECRET")).isEqualTo(line(before, "AZURE_CLIENT_SECRET"));
    assertThat(line(after, "AZURE_TENANT_ID")).isEqualTo(line(before, "AZURE_TENANT_ID"));
    assertThat(terminal.run("local", "stop").out()).startsWith("Stopped the local Azure");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--state", "--in-memory"})
  @EnabledOnOs(OS.LINUX)
  void printedCommandsRunInShell(String option) throws IOException, InterruptedException {
    assumeFalse(TestStores.areOnPostgres());
    var output = new ArrayList<String>();
    var server =
        option.equals("--in-memory")
            ? start(output, option)
            : start(output, option, home.resolve("it's my folder").toString());
    var origin = output.get(0).substring("Local Azure at ".length());

    var env = findLine(output, "eval ");
    var list = findLine(output, "msi identity list ");
    var stop = output.get(output.size() - 1).replaceFirst("Stop with Ctrl-C or '(.*)'.", "$1");
    var result = runInShell(env + "; echo $MSI4J_ARM_ENDPOINT; " + list + " -o json; " + stop);

    assertThat(result)
        .startsWith(origin + "\n[]\nStopped the local Azure, process " + server.pid());
    assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(home.resolve(".local")).doesNotExist();
  }

  @Test
  void detachedServerRunsUntilStopCommand() throws IOException {
    var terminal = Terminal.in(home);
    var line = new ArrayList<>(command("--detach"));
    line.set(1, "up");

    var first = terminal.run(line.toArray(String[]::new));
    try {
      var second = terminal.run(line.toArray(String[]::new));
      var status = terminal.run("local", "status", "-o", "json");
      var logs = terminal.run("local", "logs", "--tail", "1");

      assertThat(first.status()).as(first.err()).isZero();
      assertThat(first.out()).startsWith("Started a local Azure, process ");
      assertThat(second.out()).startsWith("A local Azure runs already on ");
      assertThat(status.out()).contains("\"endpoint\": \"https://localhost:");
      assertThat(logs.out()).startsWith("Stop with Ctrl-C or ");
      assertThat(terminal.run("identity", "list", "--local").status()).isZero();
    } finally {
      assertThat(terminal.run("local", "down").out()).startsWith("Stopped the local Azure");
    }
    assertThat(terminal.run("local", "status").status()).isEqualTo(1);
    assertThat(terminal.run("local", "logs").out()).contains("Local Azure at https://localhost:");
  }

  @Test
  void detachedServerReportsWhyItEnded() {
    var result =
        Terminal.in(home).run("local", "start", "-d", "--port", "0", "--address", "192.0.2.1");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("msi: the server has ended: ");
    assertThat(Terminal.in(home).run("local", "status").status()).isEqualTo(1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void runReturnsStatusOfCommandWithItsVariables() throws IOException {
    var file = home.resolve("seen");

    var result =
        Terminal.in(home)
            .run(
                "local",
                "run",
                "--",
                "sh",
                "-c",
                "echo $MSI4J_ARM_ENDPOINT $AZURE_CLIENT_SECRET > '" + file + "'; exit 7");

    assertThat(result.status()).as(result.err()).isEqualTo(7);
    assertThat(Files.readString(file)).matches("https://localhost:\\d+ \\S+\n");
  }

  private static String findLine(List<String> output, String beginning) {
    return output.stream()
        .map(String::strip)
        .filter(each -> each.startsWith(beginning))
        .findFirst()
        .orElseThrow();
  }

  private String runInShell(String script) throws IOException {
    var command =
        JavaCommand.of(Msi.class).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    var builder = new ProcessBuilder("sh", "-c", "msi() { " + command + " \"$@\"; }\n" + script);
    builder.environment().put("HOME", home.toString());
    builder.environment().remove("XDG_STATE_HOME");
    var process = builder.redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void stopOnCopyOfDirectoryDoesNotStopServer() throws IOException {
    var server = start(new ArrayList<>());
    var original = home.resolve(".local/state/msi4j/local");
    var copy = Files.createDirectory(home.resolve("copy"));
    try (var files = Files.list(original)) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }

    var stopped = Terminal.in(home).run("local", "stop", "--state", copy.toString());

    assertThat(stopped.out()).startsWith("No local Azure runs on " + copy);
    assertThat(server.isAlive()).isTrue();
  }

  private static String line(String exports, String name) {
    return exports.lines().filter(line -> line.contains(name)).findFirst().orElseThrow();
  }

  private List<String> command(String... options) {
    var text = new ArrayList<>(List.of("local", "start", "--port", "0"));
    text.addAll(Databases.options(home));
    text.addAll(List.of(options));
    return text;
  }

  /** Starts a server and collects its output until it is ready. */
  private Process start(List<String> output, String... options) throws IOException {
    var command = JavaCommand.of(Msi.class);
    command.addAll(command(options));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.environment().remove("XDG_STATE_HOME");
    var server = builder.start();
    started.add(server);
    var reader = server.inputReader();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      output.add(line);
      if (line.startsWith("Stop with Ctrl-C")) {
        return server;
      }
    }
    throw new AssertionError("it ended before it was ready: " + output);
  }
}
