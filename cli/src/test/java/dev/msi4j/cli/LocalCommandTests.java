package dev.msi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalCommandTests {
  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({
    "--port, 70000, port is 70000",
    "--port, none, --port",
    "--host-port, 70000, hostPort is 70000",
    "--port, 65535, hostPort is 65536",
    "--page-size, 0, pageSize is 0",
    "--operations, sometimes, 'must be immediately, polls:N, or a duration'",
    "--operations, polls:-1, 'must be immediately, polls:N, or a duration'",
    "--replication-delay, PT-1S, replicationDelay is PT-1S",
    "--replication-delay, soon, --replication-delay"
  })
  void refusesASettingThatHasNoSense(String option, String value, String words) {
    var result = Terminal.in(home).run("local", "start", option, value);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains(words, "Try 'msi local start --help'.");
  }

  @Test
  void warnsOfAnAddressThatOthersReach() {
    // An address of documentation (RFC 5737), which no machine has: nothing listens after all.
    var result =
        Terminal.in(home)
            .run("local", "start", "--memory", "--port", "0", "--address", "192.0.2.1");

    assertThat(result.err())
        .startsWith(
            "msi: warning: 192.0.2.1 is not loopback; whoever reaches it can try to sign in");
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void saysThatAPortIsTakenAndGivesTheFolderUp() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());

      var result = start("--port", port);

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).startsWith("msi: ").contains(port).hasLineCount(1);
    }
    ServerFolder.at(home.resolve(".local/state/msi4j/local")).claim().close();
  }

  @Test
  void saysThatAHostPortIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());

      var result =
          Terminal.in(home).run("local", "start", "--memory", "--port", "0", "--host-port", port);

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).startsWith("msi: ").contains(port).hasLineCount(1);
    }
  }

  @Test
  void saysThatAnIssuerAuthorityCanNotBeReadAndGivesTheFolderUp() {
    var result = start("--port", "0", "--issuer-ca", home + "/none.pem");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("msi: ").contains(home + "/none.pem").hasLineCount(1);
    ServerFolder.at(home.resolve(".local/state/msi4j/local")).claim().close();
  }

  @Test
  void startRejectsResourcesThatCannotBeDeclared() {
    var start = Terminal.in(home);

    var noUri = start.run("local", "start", "--memory", "--resource", "app");
    var noId = start.run("local", "start", "--memory", "--resource-v2", "api://app");
    var badId = start.run("local", "start", "--memory", "--resource-v2", "api://app=1-1-1-1-1");

    assertThat(noUri.status()).isEqualTo(2);
    assertThat(noUri.err()).contains("resource is 'app': it must be an absolute URI");
    assertThat(noId.status()).isEqualTo(2);
    assertThat(noId.err()).contains("for v2.0 tokens it must be api://APPLICATION_ID");
    assertThat(badId.status()).isEqualTo(2);
    assertThat(badId.err()).contains("'api://app=1-1-1-1-1'", "must be a GUID");
  }

  @Test
  void refusesAnAdminSecretThatCannotBeOne() throws IOException {
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
  void refusesAFolderThatIsServed() {
    var folder = ServerFolder.at(home.resolve("served"));
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
  void saysThatNoneRuns() {
    var stop = Terminal.in(home).run("local", "stop");
    var env = Terminal.in(home).run("local", "env", "--state", home.toString());

    assertThat(stop.status()).isZero();
    assertThat(stop.out()).startsWith("No local Azure runs on " + home);
    assertThat(env.status()).isEqualTo(1);
    assertThat(env.err()).startsWith("msi: no local Azure runs on " + home);
  }

  /** Starts one on the standard folder, or on the database that stands for it. */
  private Terminal.Result start(String... options) {
    var words = new ArrayList<>(List.of("local", "start"));
    words.addAll(List.of(options));
    words.addAll(Databases.options(home));
    return Terminal.in(home).run(words.toArray(String[]::new));
  }

  @Test
  void takesAProcessOfTheSameIdThatStartedLaterForAnother() throws IOException {
    Files.writeString(
        home.resolve("server.pid"), ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z\n");

    var result = Terminal.in(home).run("local", "stop", "--state", home.toString());

    assertThat(result.status()).isZero();
    assertThat(result.out()).startsWith("No local Azure runs on ");
  }
}
