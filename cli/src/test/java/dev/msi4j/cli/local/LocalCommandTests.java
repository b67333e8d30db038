package dev.msi4j.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.msi4j.cli.Databases;
import dev.msi4j.cli.ServedDirectory;
import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.cli.state.ServerDirectory;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCommandTests {
  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({
    "--port, 70000, port is 70000",
    "--port, none, --port",
    "--imds-port, 70000, imdsPort is 70000",
    "--port, 65535, imdsPort is 65536",
    "--page-size, 0, pageSize is 0",
    "--operation-delay, sometimes, Invalid value for option",
    "--operation-polls, -1, polls is -1",
    "--replication-delay, PT-1S, replicationDelay is PT-1S",
    "--replication-delay, soon, --replication-delay"
  })
  void startRejectsInvalidOptionValue(String option, String value, String text) {
    var result = Terminal.in(home).run("local", "start", option, value);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains(text, "Try 'msi local start --help'.");
  }

  @Test
  void startWarnsOfNonLoopbackAddress() {
    // No host has this address, which RFC 5737 reserves for documentation.
    var result =
        Terminal.in(home)
            .run("local", "start", "--in-memory", "--port", "0", "--address", "192.0.2.1");

    assertThat(result.err())
        .startsWith(
            "msi: warning: address 192.0.2.1 is not loopback: any host that reaches it can try to"
                + " sign in");
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void startReleasesDirectoryIfPortIsInUse() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());

      var result = start("--port", port);

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).startsWith("msi: ").contains(port).hasLineCount(1);
    }
    ServerDirectory.at(home.resolve(".local/state/msi4j/local")).claim().close();
  }

  @Test
  void startFailsIfImdsPortIsInUse() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());

      var result =
          Terminal.in(home)
              .run("local", "start", "--in-memory", "--port", "0", "--imds-port", port);

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).startsWith("msi: ").contains(port).hasLineCount(1);
    }
  }

  @Test
  void startReleasesDirectoryIfIssuerCaIsMissing() {
    var result = start("--port", "0", "--issuer-ca", home + "/none.pem");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("msi: ").contains(home + "/none.pem").hasLineCount(1);
    ServerDirectory.at(home.resolve(".local/state/msi4j/local")).claim().close();
  }

  @Test
  void startRejectsInvalidResources() {
    var start = Terminal.in(home);

    var noUri = start.run("local", "start", "--in-memory", "--resource", "app");
    var noId = start.run("local", "start", "--in-memory", "--resource-v2", "api://app");
    var badId = start.run("local", "start", "--in-memory", "--resource-v2", "api://app=1-1-1-1-1");

    assertThat(noUri.status()).isEqualTo(2);
    assertThat(noUri.err()).contains("resource is 'app': it must be an absolute URI");
    assertThat(noId.status()).isEqualTo(2);
    assertThat(noId.err()).contains("for v2.0 tokens it must be api://APPLICATION_ID");
    assertThat(badId.status()).isEqualTo(2);
    assertThat(badId.err()).contains("'api://app=1-1-1-1-1'", "must be a GUID");
  }

  @Test
  void startRejectsInvalidAdminSecret() throws IOException {
    var secret = Files.writeString(home.resolve("secret"), "hush-hush\n");
    var start = Terminal.in(home);

    var tooShort = start.run("local", "start", "--admin-secret-file", secret.toString());
    var missing = start.run("local", "start", "--admin-secret-file", home + "/none");

    assertThat(tooShort.status()).isEqualTo(2);
    assertThat(tooShort.err()).contains("has 9 characters").doesNotContain("hush");
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err()).startsWith("msi: the secret in " + home + "/none cannot be read");
  }

  @Test
  void startRejectsDirectoryOfRunningServer() {
    var folder = ServerDirectory.at(home.resolve("served"));
    try (var claim = folder.claim()) {
      var result =
          Terminal.in(home).run("local", "start", "--port", "0", "--state", home + "/served");

      assertThat(claim).isNotNull();
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err())
          .contains("runs already on the state folder " + folder.path(), "msi local stop");
    }
  }

  @Test
  void stopAndEnvReportThatNoServerRuns() {
    var stop = Terminal.in(home).run("local", "stop");
    var env = Terminal.in(home).run("local", "env", "--state", home.toString());

    assertThat(stop.status()).isZero();
    assertThat(stop.out()).startsWith("No local Azure runs on " + home);
    assertThat(env.status()).isEqualTo(1);
    assertThat(env.err()).startsWith("msi: no local Azure runs on " + home);
  }

  /** Starts a server on the standard directory, or on the test database of the directory. */
  private Terminal.Result start(String... options) {
    var text = new ArrayList<>(List.of("local", "start"));
    text.addAll(List.of(options));
    text.addAll(Databases.options(home));
    return Terminal.in(home).run(text.toArray(String[]::new));
  }

  @Test
  void stopIgnoresProcessWithSameIdAndOtherStartTime() throws IOException {
    writeProcess(
        ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z " + encoded(home.toRealPath()));

    var result = Terminal.in(home).run("local", "stop", "--state", home.toString());

    assertThat(result.status()).isZero();
    assertThat(result.out()).startsWith("No local Azure runs on ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "17",
        "17 2001-01-01T00:00:00Z",
        "seventeen 2001-01-01T00:00:00Z /folder",
        "17 yesterday folder",
        "17 2001-01-01T00:00:00Z %zz",
        "99999999999999999999 2001-01-01T00:00:00Z folder",
        "\u0000\u0001\u0002"
      })
  void damagedProcessFileIsReported(String content) throws IOException {
    writeProcess(content);
    for (var command : List.of("stop", "env")) {
      var result = Terminal.in(home).run("local", command, "--state", home.toString());

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err())
          .startsWith("msi: the file " + home.resolve("server.pid") + " is damaged: it must hold")
          .hasLineCount(1);
    }
  }

  @Test
  void damagedProcessFileDoesNotHideRunningServer() throws IOException {
    var folder = ServerDirectory.at(home);
    try (var claim = folder.claim()) {
      writeProcess("damaged");

      var result = Terminal.in(home).run("local", "start", "--state", home.toString());

      assertThat(claim).isNotNull();
      assertThat(result.err()).contains("runs already on the state folder " + home);
    }
  }

  @Test
  void copyOfServedDirectoryIsNotServed(@TempDir Path copy) throws IOException {
    try (var served = ServedDirectory.start(home, TestAzure.builder())) {
      for (var name : List.of("server.pid", "server.env", "server.lock")) {
        Files.copy(home.resolve(name), copy.resolve(name));
      }

      assertThat(served.azure()).isNotNull();
      assertThat(ServerDirectory.at(home).running()).isPresent();
      assertThat(ServerDirectory.at(copy).running()).isEmpty();
      assertThat(ServerDirectory.at(copy).exports()).isEmpty();
    }
  }

  @Test
  void servedDirectoryIsFoundThroughLink(@TempDir Path beside) throws IOException {
    var link = Files.createSymbolicLink(beside.resolve("link"), home);
    try (var served = ServedDirectory.start(home, TestAzure.builder())) {
      assertThat(served.azure()).isNotNull();
      assertThat(ServerDirectory.at(link).running()).isPresent();
    }
  }

  @Test
  void filesOfServedDirectoryAreReadableByOwnerOnly() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    try (var served = ServedDirectory.start(home, TestAzure.builder())) {
      assertThat(served.azure()).isNotNull();
      for (var name : List.of("server.pid", "server.env", "server.lock")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name))))
            .as(name)
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void directoryWritableByOthersIsRejectedByEveryCommand() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    writeProcess("17 2001-01-01T00:00:00Z folder");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    for (var command : List.of("start", "stop", "env", "reset")) {
      var result = Terminal.in(home).run("local", command, "--state", home.toString());

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err())
          .startsWith("msi: the state folder " + home)
          .contains("can be written by other users");
    }
  }

  @Test
  void localOptionAcceptsDirectory() throws IOException {
    try (var served = ServedDirectory.start(home.resolve("named"), TestAzure.builder())) {
      var named = Terminal.in(home).run("identity", "list-operations", "--local=" + served.path());
      var standard = Terminal.in(home).run("identity", "list-operations", "--local");

      assertThat(named.status()).as(named.err()).isZero();
      assertThat(named.out()).contains("Microsoft.ManagedIdentity/");
      assertThat(standard.err()).contains("no local Azure runs on " + home.resolve(".local"));
    }
  }

  @Test
  void localOptionAcceptsServerName() throws IOException {
    var directory = home.resolve(".local/state/msi4j/shop");
    try (var served = ServedDirectory.start(directory, TestAzure.builder())) {
      var named = Terminal.in(home).run("identity", "list-operations", "--local=shop");
      var env = Terminal.in(home).run("local", "env", "--name", "shop");
      var stop = Terminal.in(home).run("local", "stop", "--name", "other");

      assertThat(served.path()).isEqualTo(directory);
      assertThat(named.status()).as(named.err()).isZero();
      assertThat(env.status()).as(env.err()).isZero();
      assertThat(stop.out())
          .startsWith("No local Azure runs on " + directory.resolveSibling("other"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../shop", "a b", "1", "-"})
  void invalidServerNameIsRejected(String name) {
    var result = Terminal.in(home).run("local", "env", "--name=" + name);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("msi: name '" + name + "' must be ").hasLineCount(1);
  }

  @Test
  void localOptionDoesNotConsumeNextArgument() {
    var result = Terminal.in(home).run("vm", "env", "--local", "web");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("no local Azure runs on " + home.resolve(".local"));
  }

  @Test
  void envPrintsNoProxyForLoopbackAddresses() throws IOException {
    try (var served = ServedDirectory.start(home, TestAzure.builder())) {
      var terminal = Terminal.in(home).with("no_proxy", "corp.test");

      var result = terminal.run("local", "env", "--state", home.toString());

      assertThat(served.azure()).isNotNull();
      assertThat(ShellExports.read(result.out()).get("no_proxy"))
          .startsWith("corp.test,")
          .contains("localhost", "127.0.0.1", "::1");
      assertThat(ShellExports.read(result.out()).get("NO_PROXY"))
          .startsWith("corp.test,")
          .contains("localhost", "127.0.0.1", "::1");
    }
  }

  @Test
  void inMemoryServerCreatesNoDirectory() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());

      var result = Terminal.in(home).run("local", "start", "--in-memory", "--port", port);

      assertThat(result.err()).contains(port);
    }
    assertThat(home).isEmptyDirectory();
  }

  private void writeProcess(String line) throws IOException {
    Files.writeString(home.resolve("server.pid"), line);
  }

  private static String encoded(Path folder) {
    return URLEncoder.encode(folder.toString(), StandardCharsets.UTF_8);
  }
}
