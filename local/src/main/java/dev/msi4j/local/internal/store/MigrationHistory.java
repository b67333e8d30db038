package dev.msi4j.local.internal.store;

import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * The migrations that a database has had, in its table {@code schema_migration}. Takes over the
 * table of Flyway, which the first releases used.
 */
final class MigrationHistory {
  private static final String TABLE = "schema_migration";
  private static final String FLYWAY = "flyway_schema_history";

  private static final RowMapper<Applied> APPLIED =
      (row, context) ->
          new Applied(row.getInt("version"), row.getString("script"), row.getString("checksum"));

  private final Handle transaction;

  MigrationHistory(Handle transaction) {
    this.transaction = transaction;
  }

  /**
   * A migration in the history.
   *
   * @param checksum the SHA-256 of the script, or empty if Flyway ran the migration
   */
  record Applied(int version, String script, String checksum) {
    /** Returns whether this release would run the same script. */
    boolean matches(Migration migration) {
      return version == migration.version()
          && (checksum.isEmpty() || checksum.equals(migration.checksum()));
    }
  }

  /** Returns the migrations in order. Creates the table if it does not exist. */
  List<Applied> read() {
    if (!exists(TABLE)) {
      transaction.execute(
          "create table "
              + TABLE
              + " (version integer not null primary key, script text not null,"
              + " checksum text not null)");
    }
    if (exists(FLYWAY)) {
      takeOver();
    }
    return transaction
        .select("select version, script, checksum from " + TABLE + " order by version")
        .map(APPLIED)
        .list();
  }

  /** Adds a migration. */
  void add(Migration migration) {
    add(migration.version(), migration.script(), migration.checksum());
  }

  private void add(int version, String script, String checksum) {
    transaction.execute(
        "insert into " + TABLE + " (version, script, checksum) values (?, ?, ?)",
        version,
        script,
        checksum);
  }

  private void takeOver() {
    transaction
        .select(
            "select cast(version as integer) as version, script, '' as checksum from "
                + FLYWAY
                + " where version is not null and success order by installed_rank")
        .map(APPLIED)
        .list()
        .forEach(one -> add(one.version(), one.script(), one.checksum()));
    transaction.execute("drop table " + FLYWAY);
  }

  private boolean exists(String table) {
    try {
      var connection = transaction.getConnection();
      try (var tables =
          connection
              .getMetaData()
              .getTables(null, connection.getSchema(), table, new String[] {"TABLE"})) {
        return tables.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the tables of the database cannot be listed", e);
    }
  }
}
