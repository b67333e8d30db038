package dev.msi4j.local.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** Creates stores for tests, on SQLite or, with {@code msi4j.test.postgres}, on PostgreSQL. */
public final class TestStores {
  private static final boolean ON_POSTGRES = Boolean.getBoolean("msi4j.test.postgres");

  private TestStores() {}

  /** Returns whether the tests run on PostgreSQL. */
  public static boolean areOnPostgres() {
    return ON_POSTGRES;
  }

  /** Opens an empty store. */
  public static Store fresh() {
    return ON_POSTGRES ? SqlStore.in(database(Postgres.newSchema())) : SqlStore.inMemory();
  }

  /** Opens the store of a folder, the same one on each call. */
  public static Store of(Path folder) {
    return ON_POSTGRES
        ? SqlStore.in(database(url(folder)))
        : SqlStore.inFile(folder.resolve("state.db"));
  }

  /** Sets how long a store waits for a free connection, in milliseconds; at least 250. */
  public static void setConnectionTimeout(Store store, int millis) {
    var sql = store instanceof DeclaredKindsStore declared ? declared.store : store;
    ((SqlStore) sql).connections.getHikariConfigMXBean().setConnectionTimeout(millis);
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
