package dev.msi4j.cli;

import dev.msi4j.local.internal.store.TestStores;
import java.nio.file.Path;
import java.util.List;

/** Options that select the test database of a state directory. */
public final class Databases {
  private Databases() {}

  /** Returns the options; empty unless the tests run on PostgreSQL. */
  public static List<String> options(Path folder) {
    return TestStores.areOnPostgres() ? List.of("--database", TestStores.url(folder)) : List.of();
  }
}
