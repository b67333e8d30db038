package dev.msi4j.local.internal.store;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Migrates the tables of the store to the schema of this release, in one transaction and while no
 * other process does. Rejects newer schemas.
 */
final class Schema {
  private Schema() {}

  static void migrate(Jdbi jdbi, Engine engine) {
    migrate(jdbi, engine, Migration.ALL);
  }

  /** Runs the missing ones of a list of migrations. */
  static void migrate(Jdbi jdbi, Engine engine, List<Migration> migrations) {
    try {
      jdbi.useTransaction(transaction -> {
        engine.lockSchema(transaction);
        migrate(transaction, engine, migrations);
      });
    } catch (JdbiException e) {
      var cause = SqlStore.cause(e);
      if (cause.filter(engine::isUnavailable).isPresent()) {
        throw new IllegalStateException(
            "the schema of the state in " + engine + " cannot be read or migrated", e);
      }
      throw new IllegalStateException(
          "the state in "
              + engine
              + " is not one that a release of msi4j has written: "
              + cause.map(Throwable::getMessage).orElseGet(e::getMessage),
          e);
    }
  }

  private static void migrate(Handle transaction, Engine engine, List<Migration> migrations) {
    var history = new MigrationHistory(transaction);
    var applied = history.read();
    check(applied, migrations, engine);
    migrations.stream()
        .skip(applied.size())
        .forEach(migration -> {
          migration.run(transaction, engine);
          history.add(migration);
        });
  }

  private static void check(
      List<MigrationHistory.Applied> applied, List<Migration> migrations, Engine engine) {
    for (var one : applied) {
      if (one.version() > migrations.size()) {
        throw new IllegalStateException(
            "the state in "
                + engine
                + " is of a newer release: its schema is "
                + applied.get(applied.size() - 1).version()
                + ", and this release knows none above "
                + migrations.size());
      }
    }
    for (var i = 0; i < applied.size(); i++) {
      if (!applied.get(i).matches(migrations.get(i))) {
        throw new IllegalStateException(
            "the state in "
                + engine
                + " has had another migration than this release has: "
                + applied.get(i).script()
                + ", which differs from "
                + migrations.get(i).script());
      }
    }
  }
}
