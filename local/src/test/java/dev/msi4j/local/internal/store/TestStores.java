package dev.msi4j.local.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Creates stores for tests: in memory or on SQLite or, with {@code msi4j.test.postgres}, on
 * PostgreSQL.
 */
public final class TestStores {
  private static final boolean ON_POSTGRES = Boolean.getBoolean("msi4j.test.postgres");

  private TestStores() {}

  /** Returns whether the tests run on PostgreSQL. */
  public static boolean areOnPostgres() {
    return ON_POSTGRES;
  }

  /** Opens an empty store. */
  public static Store fresh() {
    return ON_POSTGRES ? SqlStore.in(database(Postgres.newSchema())) : new MemoryStore();
  }

  /** Opens the store of a folder, the same one on each call. */
  public static Store of(Path folder) {
    return ON_POSTGRES
        ? SqlStore.in(database(url(folder)))
        : SqlStore.inFile(folder.resolve("state.db"));
  }

  /** Takes all connections of a SQL store, until {@link Exhausted#close}. */
  public static Exhausted exhaust(Store store) {
    var sql = store instanceof DeclaredKindsStore declared ? declared.store : store;
    var pool = ((SqlStore) sql).connections;
    var taken = new ArrayList<Connection>();
    try {
      while (taken.size() < pool.getMaximumPoolSize()) {
        taken.add(pool.getConnection());
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    pool.getHikariConfigMXBean().setConnectionTimeout(250);
    return new Exhausted(taken);
  }

  /** The connections of an exhausted store. */
  public record Exhausted(List<Connection> connections) implements AutoCloseable {
    @Override
    public void close() {
      try {
        for (var connection : connections) {
          connection.close();
        }
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Returns the URL of the schema for a folder. */
  public static String url(Path folder) {
    var name = UUID.nameUUIDFromBytes(folder.toAbsolutePath().toString().getBytes(UTF_8));
    return Postgres.schema("f" + name.toString().replace("-", ""));
  }

  private static Database database(String url) {
    return Database.of(url, Map.of());
  }
}
