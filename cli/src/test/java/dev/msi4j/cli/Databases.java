package dev.msi4j.cli;

import dev.msi4j.local.internal.store.TestStores;
import java.nio.file.Path;
import java.util.List;

/** What a command line says of the database that stands for a folder in the tests. */
public final class Databases {
  private Databases() {}

  /** Nothing, unless the tests are run for PostgreSQL. */
  public static List<String> options(Path folder) {
    return TestStores.areOnPostgres() ? List.of("--database", TestStores.url(folder)) : List.of();
  }
}
