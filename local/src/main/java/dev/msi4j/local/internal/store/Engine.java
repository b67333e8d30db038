package dev.msi4j.local.internal.store;

import com.zaxxer.hikari.HikariConfig;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Database-specific parts of the store. The SQL for documents is the same on all databases. */
interface Engine {
  /** Returns the driver of the database. */
  JdbcDriver driver();

  /** Returns the configuration of the connection pool. */
  HikariConfig connections();

  /** Locks out other migrations of the schema until the transaction ends. */
  void lockSchema(Handle transaction);

  /** Returns the SQL clause for a column that is compared byte by byte. */
  String binaryCollation();

  /** Runs work in a read-only transaction on one snapshot. */
  <T> T read(Jdbi jdbi, Function<Handle, T> work);

  /** Runs work in a serializable transaction. */
  <T> T write(Jdbi jdbi, Function<Handle, T> work);

  /** Returns whether one broken connection means that the others are broken as well. */
  boolean isRemote();

  /** Returns whether a failure is a temporary outage of the database. */
  boolean isUnavailable(SQLException failure);

  /** Returns whether a connection failed only because another process holds a lock. */
  boolean isLocked(SQLException failure);

  /** Returns the name of the database for messages, without secrets. */
  @Override
  String toString();
}
