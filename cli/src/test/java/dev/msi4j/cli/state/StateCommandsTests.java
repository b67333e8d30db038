package dev.msi4j.cli.state;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Databases;
import dev.msi4j.cli.Terminal;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.store.Postgres;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateCommandsTests {
  @TempDir private Path home;

  @Test
  void exportedStateIsImportedIntoOtherDirectory() throws IOException {
    var file = home.resolve("state.json");
    var client = startedClientId("here");

    var exported = run("export", "here", file.toString());
    var imported = run("import", "there", file.toString());

    assertThat(exported.status()).as(exported.err()).isZero();
    assertThat(exported.err())
        .contains("warning: " + file + " holds the secret and all keys of this state");
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(imported.status()).as(imported.err()).isZero();
    assertThat(startedClientId("there")).isEqualTo(client);
  }

  @Test
  void exportedStateIsImportedIntoDatabaseAndBack() {
    var file = home.resolve("state.json").toString();
    var url = Postgres.newSchema();
    var here = List.of("--state", home.resolve("here").toString());
    var existing = List.of("--state", home.resolve("there").toString(), "--database", url);
    var back = List.of("--state", home.resolve("back").toString());
    var client = clientIdOf(LocalAzure.builder().stateDirectory(home.resolve("here")));

    var results =
        List.of(
            run(here, "export", file),
            run(existing, "import", file),
            run(existing, "export", file),
            run(back, "import", file));

    assertThat(results).allSatisfy(result -> assertThat(result.status()).as(result.err()).isZero());
    assertThat(
            clientIdOf(
                LocalAzure.builder().stateDirectory(home.resolve("there")).database(url, Map.of())))
        .isEqualTo(client);
    assertThat(clientIdOf(LocalAzure.builder().stateDirectory(home.resolve("back"))))
        .isEqualTo(client);
  }

  @Test
  void importReplacesStateOnRequestOnly() throws IOException {
    var file = home.resolve("state.json");
    var client = startedClientId("here");
    assertThat(startedClientId("there")).isNotEqualTo(client);
    assertThat(run("export", "here", file.toString()).status()).isZero();

    var rejected = run("import", "there", file.toString());
    var replaced = run("import", "there", file.toString(), "--replace");

    assertThat(rejected.status()).isEqualTo(1);
    assertThat(rejected.err()).startsWith("msi: the state exists already").hasLineCount(1);
    assertThat(replaced.status()).as(replaced.err()).isZero();
    assertThat(startedClientId("there")).isEqualTo(client);
  }

  @Test
  void resetRemovesStateAndSeedAddsDocuments() throws IOException {
    var client = startedClientId("here");
    var file = home.resolve("seed.json");
    Files.writeString(
        file, "{\"format\":1,\"documents\":{\"registration\":{\"x/microsoft.web\":{}}}}");

    assertThat(run("reset", "here").err()).contains("pass --yes");
    assertThat(run("reset", "here", "--yes").status()).isZero();
    assertThat(run("seed", "here", file.toString()).status()).isZero();
    var again = run("seed", "here", file.toString());

    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err())
        .isEqualToIgnoringNewLines("msi: the registration 'x/microsoft.web' exists already");
    assertThat(startedClientId("here")).isNotEqualTo(client);
  }

  @Test
  void invalidFileIsRejected() throws IOException {
    var file = home.resolve("state.json");
    Files.writeString(file, "{\"format\":7}");

    var wrong = run("import", "here", file.toString());
    var none = run("import", "here", home.resolve("none").toString());

    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.err())
        .isEqualToIgnoringNewLines("msi: the file " + file + ": format is '7': it must be 1");
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err())
        .contains("none cannot be read: no such file or directory")
        .hasLineCount(1);
    for (var command : List.of("import", "seed")) {
      assertThat(run(command, "here", home.toString()).err())
          .isEqualToIgnoringNewLines(
              "msi: the file " + home + " cannot be read: it is a directory: name a file");
      Files.writeString(file, "");
      assertThat(run(command, "here", file.toString()).err())
          .isEqualToIgnoringNewLines("msi: the file " + file + ": the state must be a JSON object");
      Files.write(file, "\uFEFF{\"format\":8}".getBytes(UTF_16LE));
      assertThat(run(command, "here", file.toString()).err()).contains("format is '8'");
      Files.writeString(file, "{\n \"format\": oops}");
      assertThat(run(command, "here", file.toString()).err())
          .contains("the state is not JSON at line 2, column ")
          .doesNotContain("Unrecognized", "Source");
    }
  }

  @Test
  void resetFailsOnDirectoryOfRunningServer() {
    try (var claim = ServerDirectory.at(home.resolve("here")).claim()) {
      var result = run("reset", "here");

      assertThat(claim).isNotNull();
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).contains("runs already on the state folder");
    }
  }

  @Test
  void resetFailsOnDatabaseOfRunningServer() {
    var url = Postgres.newSchema();
    try (var azure = TestAzure.onPostgres(url).start()) {
      var result =
          Terminal.in(home).run("local", "reset", "--state", home + "/beside", "--database", url);

      assertThat(azure).isNotNull();
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).contains("a local Azure uses it: stop all that do");
    }
  }

  @Test
  void databaseErrorDoesNotContainPassword() {
    var start =
        Terminal.in(home)
            .run(
                "local",
                "start",
                "--port",
                "0",
                "--database",
                "jdbc:postgresql://localhost:1/azure?user=me&password=hidden");

    assertThat(start.status()).isEqualTo(1);
    assertThat(start.err())
        .startsWith("msi: the database jdbc:postgresql://localhost:1/azure can't be used")
        .doesNotContain("hidden")
        .hasLineCount(1);
  }

  @Test
  void startRejectsUnknownDatabaseAndDatabaseWithInMemory() {
    var other = Terminal.in(home).run("local", "start", "--database", "jdbc:mysql://h/d");
    var both =
        Terminal.in(home)
            .run("local", "start", "--in-memory", "--database", "jdbc:postgresql://h/d");

    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("it must start with jdbc:postgresql:");
    assertThat(both.status()).isEqualTo(2);
    assertThat(both.err()).contains("--in-memory and --database do not go together");
  }

  /** Runs a command on a state directory, or on its test database. */
  private Terminal.Result run(String command, String folder, String... more) {
    var place = new ArrayList<>(List.of("--state", home.resolve(folder).toString()));
    place.addAll(Databases.options(home.resolve(folder)));
    var text = new ArrayList<>(List.of(command));
    text.addAll(List.of(more));
    return run(place, text.toArray(String[]::new));
  }

  private Terminal.Result run(List<String> place, String... command) {
    var text = new ArrayList<>(List.of("local"));
    text.addAll(List.of(command));
    text.addAll(place);
    return Terminal.in(home).run(text.toArray(String[]::new));
  }

  private String startedClientId(String folder) {
    return clientIdOf(TestAzure.builder(home.resolve(folder)));
  }

  /** Starts a server briefly and returns its client id. */
  private static String clientIdOf(LocalAzureBuilder builder) {
    try (var azure = builder.start()) {
      return azure.clientId().toString();
    }
  }
}
