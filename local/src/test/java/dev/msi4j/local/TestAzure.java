package dev.msi4j.local;

import dev.msi4j.local.internal.store.Postgres;
import dev.msi4j.local.internal.store.TestStores;
import java.nio.file.Path;
import java.util.Map;

/** Local Azures for tests: on SQLite, or on PostgreSQL when the tests are run for that. */
public final class TestAzure {
  private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private TestAzure() {}

  /** Starts one that has no state yet. */
  public static LocalAzure start() {
    return builder().start();
  }

  /** Describes one that has no state yet. */
  public static LocalAzureBuilder builder() {
    return TestStores.areOnPostgres() ? onPostgres(Postgres.newSchema()) : LocalAzure.builder();
  }

  /** Describes one that keeps its state for the next one with the same folder. */
  public static LocalAzureBuilder builder(Path folder) {
    var builder = LocalAzure.builder().stateDirectory(folder);
    return TestStores.areOnPostgres()
        ? builder.database(TestStores.url(folder), Map.of())
        : builder;
  }

  /** Describes one on a database, which has its key from a variable. */
  public static LocalAzureBuilder onPostgres(String url) {
    return LocalAzure.builder().database(url, Map.of("MSI4J_STATE_KEY", KEY));
  }
}
