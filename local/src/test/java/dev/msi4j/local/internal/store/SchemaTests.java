package dev.msi4j.local.internal.store;

import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens states of other releases. */
class SchemaTests {
  private static final String NEWER =
      "insert into %s (installed_rank, version, description, type, script, checksum, installed_by,"
          + " execution_time, success) values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'me',"
          + " 1, true)";

  @Test
  void openMigratesStateOfFirstRelease(@TempDir Path folder) throws IOException {
    copyOfTheFirst(folder);

    try (var azure = LocalAzure.builder().stateDirectory(folder).start()) {
      var arm = Arm.signIn(azure);
      var identity = arm.identity("rg", "kept");

      assertThat(azure.tenantId()).hasToString("0a8b982d-0368-4199-b45d-ea2f88fb7e0e");
      assertThat(azure.subscriptionId()).hasToString("a4b16e89-1342-4617-8fd8-693050f18126");
      assertThat(json(arm.get(identity, Arm.VERSION)).path("location").asText())
          .isEqualTo("eastus");
      assertThat(
              json(arm.get(identity + "/federatedIdentityCredentials/pipeline", Arm.VERSION))
                  .at("/properties/subject")
                  .asText())
          .isEqualTo("repo");
    }
  }

  @Test
  void openRejectsFileOfNewerRelease(@TempDir Path folder) throws SQLException {
    var file = folder.resolve("state.db");
    SqlStore.inFile(file).close();
    execute("jdbc:sqlite:" + file, NEWER.replace("%s", "flyway_schema_history"));

    assertThatIllegalStateException()
        .isThrownBy(() -> SqlStore.inFile(file))
        .withMessage(
            "the state in "
                + file
                + " is of a newer release: its schema is 99, and this release knows none above 2");
  }

  @Test
  void openRejectsDatabaseOfNewerRelease() throws SQLException {
    var url = Postgres.newSchema();
    var database = Database.of(url, Map.of());
    SqlStore.in(database).close();
    execute(url, NEWER.replace("%s", "flyway_schema_history"));

    assertThatIllegalStateException()
        .isThrownBy(() -> SqlStore.in(database))
        .withMessageContaining("is of a newer release: its schema is 99");
  }

  @Test
  void openRejectsOtherDatabaseFile(@TempDir Path folder) throws SQLException {
    var file = folder.resolve("state.db");
    execute("jdbc:sqlite:" + file, "create table document (page int)");

    assertThatIllegalStateException()
        .isThrownBy(() -> SqlStore.inFile(file))
        .withMessageStartingWith(
            "the state in " + file + " is not one that a release of msi4j has written");
  }

  private static void copyOfTheFirst(Path folder) throws IOException {
    try (var old = SchemaTests.class.getResourceAsStream("schema-1.db")) {
      Files.copy(Objects.requireNonNull(old), folder.resolve("state.db"));
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
