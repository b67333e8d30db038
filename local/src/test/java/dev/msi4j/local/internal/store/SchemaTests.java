package dev.msi4j.local.internal.store;

import static dev.msi4j.local.Arm.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens states of other releases. The first ones migrated their databases with Flyway. */
class SchemaTests {
  private static final String NEWER =
      "insert into schema_migration (version, script, checksum)"
          + " values (99, 'schema-99-later.sql', 'abc')";

  private static final String HISTORY =
      "select version || ' ' || script from schema_migration order by version";

  @Test
  void openMigratesStateOfFirstRelease(@TempDir Path folder) throws IOException {
    copy("schema-1.db", folder);

    assertThatStateIsKept(folder);
  }

  @Test
  void openTakesOverHistoryOfFlyway(@TempDir Path folder) throws IOException {
    copy("schema-2.db", folder);

    assertThatStateIsKept(folder);

    var url = url(folder.resolve("state.db"));
    assertThat(Postgres.query(url, HISTORY))
        .containsExactly("1 V1__documents.sql", "2 V2__byte_order.sql");
    assertThat(Postgres.query(url, "select name from sqlite_master where type = 'table'"))
        .containsExactlyInAnyOrder("document", "writing", "schema_migration");
    assertThatStateIsKept(folder);
  }

  @Test
  void openTakesOverHistoryOfFlywayInPostgres() throws Exception {
    var url = Postgres.newSchema();
    try (var script = SchemaTests.class.getResourceAsStream("schema-2.sql")) {
      execute(url, new String(Objects.requireNonNull(script).readAllBytes(), UTF_8));
    }

    for (var opened = 0; opened < 2; opened++) {
      try (var store = SqlStore.in(Database.of(url, Map.of()))) {
        Optional<String> kept = store.read(documents -> documents.get("subscription", "kept"));
        assertThat(kept).hasValue("{}");
      }
    }
    assertThat(Postgres.query(url, HISTORY))
        .containsExactly("1 V1__documents.sql", "2 V2__byte_order.sql");
    assertThat(Postgres.query(url, "select to_regclass('flyway_schema_history')"))
        .containsExactly((String) null);
  }

  @Test
  void openRecordsMigrationsOfNewState(@TempDir Path folder) {
    var file = folder.resolve("state.db");

    SqlStore.inFile(file).close();

    assertThat(Postgres.query(url(file), HISTORY))
        .containsExactly("1 schema-1-documents.sql", "2 schema-2-byte-order.sql");
    assertThat(Postgres.query(url(file), "select checksum from schema_migration"))
        .containsExactlyElementsOf(Migration.ALL.stream().map(Migration::checksum).toList());
  }

  /** A released script must not change: a state remembers its checksum. */
  @Test
  void releasedScriptsKeepTheirChecksums() {
    assertThat(Migration.ALL)
        .extracting(Migration::checksum)
        .containsExactly(
            "97172a2ea865dc159dfdee5a725336bfd19cd7f95d53a5caf4b7860d0a4a2589",
            "d07b251c622a218de9f3d88956f9250e85bf6a948103fde52d2cbbf87374451e");
  }

  @Test
  void openRejectsFileOfNewerRelease(@TempDir Path folder) throws SQLException {
    var file = folder.resolve("state.db");
    SqlStore.inFile(file).close();
    execute(url(file), NEWER);

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
    execute(url, NEWER);

    assertThatIllegalStateException()
        .isThrownBy(() -> SqlStore.in(database))
        .withMessageContaining("is of a newer release: its schema is 99");
  }

  @Test
  void openRejectsNewerHistoryOfFlyway(@TempDir Path folder) throws Exception {
    copy("schema-2.db", folder);
    var file = folder.resolve("state.db");
    execute(
        url(file),
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " checksum, installed_by, execution_time, success) values (99, '99', 'later', 'SQL',"
            + " 'V99__later.sql', 1, 'me', 1, true)");

    assertThatIllegalStateException()
        .isThrownBy(() -> SqlStore.inFile(file))
        .withMessageContaining("is of a newer release: its schema is 99");
  }

  @Test
  void openRejectsOtherScript(@TempDir Path folder) throws SQLException {
    var file = folder.resolve("state.db");
    SqlStore.inFile(file).close();
    execute(url(file), "update schema_migration set checksum = 'abc' where version = 2");

    assertThatIllegalStateException()
        .isThrownBy(() -> SqlStore.inFile(file))
        .withMessage(
            "the state in "
                + file
                + " has had another migration than this release has: schema-2-byte-order.sql, which"
                + " differs from schema-2-byte-order.sql");
  }

  @Test
  void failedMigrationChangesNothing(@TempDir Path folder) {
    var file = folder.resolve("state.db");
    var jdbi = Jdbi.create(url(file));
    var engine = new Sqlite(file);
    var broken = new Migration(3, "broken.sql", "create table extra (a int);\ncreate nothing;");
    Schema.migrate(jdbi, engine);

    assertThatIllegalStateException()
        .isThrownBy(() -> {
          var migrations = new ArrayList<>(Migration.ALL);
          migrations.add(broken);
          Schema.migrate(jdbi, engine, migrations);
        })
        .withMessageContaining("syntax error");

    assertThat(Postgres.query(url(file), "select name from sqlite_master where name = 'extra'"))
        .isEmpty();
    assertThat(Postgres.query(url(file), HISTORY)).hasSize(2);
  }

  @Test
  void concurrentStartsMigrateOnce(@TempDir Path folder) throws Exception {
    var file = folder.resolve("state.db");
    var threads = Executors.newFixedThreadPool(4);
    var starts =
        IntStream.range(0, 4)
            .mapToObj(number -> threads.submit(() -> SqlStore.inFile(file).close()))
            .toList();
    for (var start : starts) {
      start.get();
    }
    threads.shutdown();

    assertThat(Postgres.query(url(file), HISTORY)).hasSize(2);
  }

  @Test
  void openRejectsOtherDatabaseFile(@TempDir Path folder) throws SQLException {
    var file = folder.resolve("state.db");
    execute(url(file), "create table document (page int)");

    assertThatIllegalStateException()
        .isThrownBy(() -> SqlStore.inFile(file))
        .withMessageStartingWith(
            "the state in " + file + " is not one that a release of msi4j has written");
  }

  @Test
  void openNamesMissingDriver() {
    var platform = ClassLoader.getPlatformClassLoader();

    assertThatIllegalStateException()
        .isThrownBy(() -> JdbcDriver.POSTGRESQL.require("jdbc:postgresql://h/db", platform))
        .withMessage(
            "the database jdbc:postgresql://h/db needs the artifact org.postgresql:postgresql,"
                + " which is not on the class path: add it to the dependencies, or keep the state"
                + " in memory");
    assertThatIllegalStateException()
        .isThrownBy(() -> JdbcDriver.SQLITE.require("state.db", platform))
        .withMessageContaining("needs the artifact org.xerial:sqlite-jdbc");
  }

  private static void assertThatStateIsKept(Path folder) {
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

  private static void copy(String state, Path folder) throws IOException {
    try (var old = SchemaTests.class.getResourceAsStream(state)) {
      Files.copy(Objects.requireNonNull(old), folder.resolve("state.db"));
    }
  }

  private static String url(Path file) {
    return "jdbc:sqlite:" + file;
  }

  private static void execute(String url, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
