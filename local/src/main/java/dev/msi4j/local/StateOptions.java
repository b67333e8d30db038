package dev.msi4j.local;

import dev.msi4j.local.store.Database;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Options of the state: directory, database and encryption key. */
interface StateOptions {
  @Nullable Path state();

  @Nullable Database database();

  StateKey stateKey();
}
