package dev.msi4j.local.internal.store;

import java.util.Map;

/** Skipped where no PostgreSQL can run. */
class PostgreSqlStoreTests extends StoreContract {
  @Override
  Store open() {
    return SqlStore.in(Database.of(Postgres.newSchema(), Map.of()));
  }
}
