package dev.msi4j.local.internal.state;

import dev.msi4j.local.internal.store.Database;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Options of the state. */
public interface StateOptions {
  /** Returns the directory of the state; null for a temporary one. */
  @Nullable Path stateDirectory();

  /** Returns the shared database; null for SQLite. */
  @Nullable Database database();

  /** Returns the key for the secrets in the shared database. */
  EncryptionKey stateKey();
}
