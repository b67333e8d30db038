package dev.msi4j.local;

import dev.msi4j.local.internal.store.Postgres;
import dev.msi4j.local.internal.store.TestStores;
import java.nio.file.Path;
import java.util.Map;

/**
 * Creates local Azures for tests, on SQLite or, with {@code msi4j.test.postgres}, on PostgreSQL.
 * {@code @AutoClose} closes the server of a static field after all tests of the class, and the
 * server of an instance field after each test:
 *
 * <pre>{@code
 * @AutoClose private static final LocalAzure azure = TestAzure.builder().pageSize(2).start();
 * private static final Arm arm = Arm.signIn(azure);
 * }</pre>
 */
public final class TestAzure {
  private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private TestAzure() {}

  /** Starts a local Azure with an empty state. */
  public static LocalAzure start() {
    return builder().start();
  }

  /** Returns a builder with an empty state. */
  public static LocalAzureBuilder builder() {
    return TestStores.areOnPostgres() ? onPostgres(Postgres.newSchema()) : LocalAzure.builder();
  }

  /** Returns a builder with a state that the next server with the same folder opens. */
  public static LocalAzureBuilder builder(Path folder) {
    var builder = LocalAzure.builder().stateDirectory(folder);
    return TestStores.areOnPostgres()
        ? builder.database(TestStores.url(folder), Map.of())
        : builder;
  }

  /** Returns a builder with a PostgreSQL database. */
  public static LocalAzureBuilder onPostgres(String url) {
    return LocalAzure.builder().database(url, Map.of("MSI4J_STATE_KEY", KEY));
  }
}
