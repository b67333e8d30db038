package dev.msi4j.local.internal.store;

import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** Migrates the tables of the store to the schema of this release. Rejects newer schemas. */
final class Schema {
  private Schema() {}

  static void migrate(DataSource connections, Engine engine) {
    var configuration =
        Flyway.configure()
            .locations("classpath:dev/msi4j/local/internal/store")
            .placeholders(Map.of("bytewise", engine.binaryCollation()));
    engine.configureFlyway(configuration, connections);
    try {
      engine.runExclusively(() -> {
        var flyway = configuration.load();
        checkNotNewer(flyway, engine);
        flyway.migrate();
      });
    } catch (FlywayException e) {
      throw new IllegalStateException(
          "the state in "
              + engine
              + " is not one that a release of msi4j has written: "
              + e.getMessage(),
          e);
    }
  }

  private static void checkNotNewer(Flyway flyway, Engine engine) {
    var known = newest(Stream.of(flyway.info().all()).filter(one -> one.getState().isResolved()));
    var found = newest(Stream.of(flyway.info().applied()));
    if (found.compareTo(known) > 0) {
      throw new IllegalStateException(
          "the state in "
              + engine
              + " is of a newer release: its schema is "
              + found
              + ", and this release knows none above "
              + known);
    }
  }

  private static MigrationVersion newest(Stream<MigrationInfo> migrations) {
    return migrations
        .map(MigrationInfo::getVersion)
        .max(MigrationVersion::compareTo)
        .orElse(MigrationVersion.EMPTY);
  }
}
