package dev.msi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.console.TextOutputTests;
import dev.msi4j.local.internal.tls.CertificateAuthority;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests each file argument with a directory, links, a pipe and devices: none is replaced. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FileArgumentTests {
  private static final String PLACEHOLDER = "{}";

  /** Command lines by file argument; {@value #PLACEHOLDER} is the place of its value. */
  private static final Map<String, List<String>> LINES =
      union(
          Map.of(
              "--baseline",
              List.of("audit --baseline {}"),
              "--write-baseline",
              List.of("audit --write-baseline {}"),
              "--sarif",
              List.of("audit --sarif {}"),
              "--html",
              List.of("audit --html {}"),
              "--github-token-file",
              List.of("audit --github-token-file {}"),
              "--repositories",
              List.of("federation migrate github --repositories {}"),
              "--token-directory",
              List.of("federation migrate github --repository o@1/r@2 --token-directory {}")),
          Map.of(
              "--state",
              List.of(
                  "local stop --state {}",
                  "local env --state {}",
                  "local start --port TAKEN --state {}",
                  "local export out.json --state {}",
                  "local issuer list --state {}"),
              "--env-file",
              List.of("local start --port TAKEN --in-memory --env-file {}"),
              "--issuer-ca",
              List.of("local start --port TAKEN --in-memory --issuer-ca {}"),
              "--role-definitions",
              List.of("local start --port TAKEN --in-memory --role-definitions {}"),
              "--admin-secret-file",
              List.of(
                  "local start --port TAKEN --in-memory --admin-secret-file {}",
                  "local clock show --state none --admin-secret-file {}"),
              "--local",
              List.of("identity list --local={}", "vm env web --local={}"),
              "--file",
              List.of(
                  "federation plan --file {}",
                  "federation apply --file {}",
                  "federation migrate github --file {}",
                  "plan --file {}",
                  "apply --file {}",
                  "drift --file {}",
                  "audit --file {}"),
              "--out",
              List.of("plan --file none.yaml --out {}"),
              "--token-file",
              List.of("federation diagnose -g shop --identity-name orders --token-file {}"),
              "FILE",
              List.of("local import {} --state STATE", "local seed {} --state STATE")));

  @TempDir private Path folder;

  private static Map<String, List<String>> union(
      Map<String, List<String>> some, Map<String, List<String>> more) {
    var all = new TreeMap<>(some);
    all.putAll(more);
    return all;
  }

  @Test
  void testedFileArgumentsAreComplete() {
    assertThat(Commands.argumentsOf(Path.class)).isEqualTo(new TreeSet<>(LINES.keySet()));
  }

  @Test
  void blankPathsAreUsageErrors() {
    forEachLine(line -> {
      for (var blank : List.of("", " ")) {
        var result = run(line, blank);

        assertThat(result.status()).as(line + result.err()).isEqualTo(2);
        assertThat(result.err()).contains("'" + blank + "' must be a path");
      }
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--env-file",
        "--issuer-ca",
        "--role-definitions",
        "--admin-secret-file",
        "--token-file",
        "--github-token-file",
        "--file",
        "--repositories",
        "FILE"
      })
  void directoryIsRejectedAndNotChanged(String argument) throws IOException {
    var directory = Files.createDirectory(folder.resolve("directory"));
    for (var line : LINES.getOrDefault(argument, List.of())) {
      var result = run(line, directory.toString());

      assertFailed(line, result, "it is a directory");
      assertThat(directory).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--state", "--local"})
  void fileAsDirectoryIsRejectedAndNotChanged(String argument) throws IOException {
    var file = Files.writeString(folder.resolve("file"), "kept");
    for (var line : LINES.getOrDefault(argument, List.of())) {
      var result = run(line, file.toString());

      assertThat(result.err()).doesNotMatch(TextOutputTests.CLASS_NAME);
      assertThat(file).hasContent("kept");
    }
  }

  @Test
  void linksAndTheirTargetsAreNotReplaced() throws IOException {
    var target = Files.writeString(folder.resolve("target"), "kept");
    var link = Files.createSymbolicLink(folder.resolve("link"), target);
    var broken = Files.createSymbolicLink(folder.resolve("broken"), folder.resolve("none"));
    forEachLine(line -> {
      for (var path : List.of(link, broken)) {
        var result = run(line, path.toString());

        assertThat(result.err()).as(line).doesNotMatch(TextOutputTests.CLASS_NAME);
        assertThat(Files.isSymbolicLink(path)).as(line).isTrue();
      }
      assertThat(target).hasContent("kept");
      assertThat(Files.exists(folder.resolve("none"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/null", "/dev/full"})
  void devicesAreNotReplaced(String device) {
    forEachLine(line -> {
      var result = run(line, device);

      assertThat(result.err()).as(line).doesNotMatch(TextOutputTests.CLASS_NAME);
      assertThat(Files.isRegularFile(Path.of(device), LinkOption.NOFOLLOW_LINKS)).isFalse();
      assertThat(Path.of(device)).as(line).exists();
    });
  }

  @Test
  void pipesAreNotReplaced() throws Exception {
    var pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    forEachLine(line -> {
      var writer =
          CompletableFuture.runAsync(() -> {
            try {
              Files.writeString(pipe, "text");
            } catch (IOException e) {
              // A command may end before it has read the whole pipe.
            }
          });
      var result = run(line, pipe.toString());

      release(pipe, writer);
      assertThat(result.err()).as(line).doesNotMatch(TextOutputTests.CLASS_NAME);
      assertThat(Files.isRegularFile(pipe, LinkOption.NOFOLLOW_LINKS)).as(line).isFalse();
      assertThat(pipe).as(line).exists();
    });
  }

  @Test
  void exportWritesToPipeAndDevice() throws Exception {
    var pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    var reader =
        CompletableFuture.supplyAsync(() -> {
          try {
            return Files.readString(pipe);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });

    var piped = run("local export {} --state STATE", pipe.toString());
    var full = run("local export {} --state STATE", "/dev/full");
    var dropped = run("local export {} --state STATE", "/dev/null");

    assertThat(piped.status()).as(piped.err()).isZero();
    assertThat(reader.get(1, TimeUnit.MINUTES)).startsWith("{").contains("\"format\"");
    assertFailed("export", full, "No space left on device");
    assertThat(dropped.status()).as(dropped.err()).isZero();
    assertThat(pipe).exists();
    assertThat(Path.of("/dev/full")).exists();
  }

  @Test
  void exportRejectsLinkAndDirectory() throws IOException {
    var target = Files.writeString(folder.resolve("target"), "kept");
    var link = Files.createSymbolicLink(folder.resolve("link"), target);
    var directory = Files.createDirectory(folder.resolve("directory"));

    assertFailed("export", run("local export {} --state STATE", link.toString()), "symbolic link");
    assertFailed(
        "export", run("local export {} --state STATE", directory.toString()), "it is a directory");

    assertThat(target).hasContent("kept");
    assertThat(directory).isEmptyDirectory();
  }

  /** Ends the writer of a pipe that no command has read to the end. */
  private static void release(Path pipe, CompletableFuture<Void> writer) {
    try (var both = new RandomAccessFile(pipe.toFile(), "rw")) {
      writer.get(1, TimeUnit.MINUTES);
      assertThat(both).isNotNull();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void forEachLine(Consumer<String> test) {
    LINES.values().stream().flatMap(List::stream).forEach(test);
  }

  private static void assertFailed(String line, Terminal.Result result, String why) {
    assertThat(result.status()).as(line + ": " + result.err()).isNotZero();
    assertThat(result.err()).as(line).contains("msi: ").contains(why);
    assertThat(result.err()).as(line).doesNotMatch(TextOutputTests.CLASS_NAME);
  }

  private Terminal.Result run(String line, String value) {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var text = new ArrayList<String>();
      for (var label : line.split(" ", -1)) {
        text.add(
            label
                .replace("TAKEN", String.valueOf(taken.getLocalPort()))
                .replace("STATE", folder.resolve("state").toString())
                .replace("none", folder.resolve("no-state").toString())
                .replace("out.json", folder.resolve("out.json").toString())
                .replace(PLACEHOLDER, value));
      }
      return terminal().run(text.toArray(String[]::new));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns a terminal with the address of a server that does not run. */
  private Terminal terminal() {
    var authority = CertificateAuthority.in(folder, Clock.systemUTC());
    return Terminal.in(folder)
        .with(TestEnvironments.at("https://localhost:1", authority.file().toString()));
  }
}
