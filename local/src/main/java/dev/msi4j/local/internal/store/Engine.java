package dev.msi4j.local.internal.store;

import com.zaxxer.hikari.HikariConfig;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What differs from one database to the other. The SQL of documents is the same on both. */
interface Engine {
  /** How to connect. */
  HikariConfig connections();

  /** Tells how to connect to bring the tables up to date, by several connections at once. */
  void configureFlyway(FluentConfiguration flyway, DataSource connections);

  /** Runs what brings the tables up to date, while no other process does so. */
  void runExclusively(Runnable update);

  /** How a column is declared whose values are compared byte for byte. */
  String binaryCollation();

  /** Runs work in a transaction that sees one state and changes nothing. */
  <T> T read(Jdbi jdbi, Function<Handle, T> work);

  /** Runs work in a transaction that is as if no other had run meanwhile. */
  <T> T write(Jdbi jdbi, Function<Handle, T> work);

  /** Whether one broken connection is a sign that all others are. */
  boolean isRemote();

  /** Whether a failure is not the work's but the database's, and may be over soon. */
  boolean isUnavailable(SQLException failure);

  /** What people know the database by. */
  @Override
  String toString();
}
