package dev.msi4j.local.internal.store;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTests extends StoreContract {
  @TempDir Path folder;

  @Override
  Store open() {
    return SqlStore.inFile(folder.resolve(UUID.randomUUID() + ".db"));
  }
}
