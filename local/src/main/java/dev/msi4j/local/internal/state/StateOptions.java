package dev.msi4j.local.internal.state;

import dev.msi4j.local.internal.store.Database;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Options of the state: directory, database and encryption key. */
public interface StateOptions {
  @Nullable Path stateDirectory();

  @Nullable Database database();

  EncryptionKey stateKey();
}
