package dev.msi4j.local.internal.store;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQLite, in memory or in a file with write-ahead logging and every commit synced to disk. */
final class Sqlite implements Engine {
  /** Pool size for a file: one writer and readers; more would only compete for processors. */
  private static final int CONNECTIONS = 8;

  /** Busy, locked, read-only, I/O error, full, cannot open: sqlite.org/rescode.html. */
  private static final Set<Integer> OUTAGES = Set.of(5, 6, 8, 10, 13, 14);

  /** Suffix of the file that is locked during a migration. */
  static final String LOCK_SUFFIX = "-update";

  private static final int PRIMARY_CODE = 0xff;

  /** Timeout for a connection from the pool and for SQLite's lock. */
  private static final int TIMEOUT_MILLIS = 10_000;

  private final String name;
  private final int connections;
  private final int timeoutMillis;

  /**
   * SQLite allows one writer at a time. This lock is fair and does not poll, unlike SQLite's lock.
   */
  private final ReentrantLock writer = new ReentrantLock(true);

  private Sqlite(String name, int connections, int timeoutMillis) {
    this.name = name;
    this.connections = connections;
    this.timeoutMillis = timeoutMillis;
  }

  static Sqlite inMemory() {
    return inMemory(TIMEOUT_MILLIS);
  }

  /** Returns an in-memory database with a timeout for its only connection. */
  static Sqlite inMemory(int timeoutMillis) {
    // A second connection to an in-memory database would see another database.
    return new Sqlite(":memory:", 1, timeoutMillis);
  }

  static Sqlite inFile(Path file) {
    return new Sqlite(file.toAbsolutePath().toString(), CONNECTIONS, TIMEOUT_MILLIS);
  }

  @Override
  public HikariConfig connections() {
    var config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + name);
    config.setMaximumPoolSize(connections);
    config.setMaxLifetime(0);
    config.setConnectionTimeout(timeoutMillis);
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "FULL");
    config.addDataSourceProperty("busy_timeout", Integer.toString(timeoutMillis));
    // Read transactions must not take the write lock; write() takes the lock explicitly.
    config.addDataSourceProperty("transaction_mode", "DEFERRED");
    return config;
  }

  @Override
  public void configureFlyway(FluentConfiguration flyway, DataSource connections) {
    flyway.dataSource(connections);
  }

  /** Locks a second database file, since Flyway has no lock for SQLite. */
  @Override
  public void runExclusively(Runnable migration) {
    if (connections == 1) {
      migration.run();
      return;
    }
    var properties = new Properties();
    properties.setProperty("busy_timeout", "30000");
    try (var lock = DriverManager.getConnection("jdbc:sqlite:" + name + LOCK_SUFFIX, properties);
        var statement = lock.createStatement()) {
      statement.execute("begin exclusive");
      migration.run();
      statement.execute("commit");
    } catch (SQLException e) {
      throw new IllegalStateException(
          "the state in " + name + " cannot be migrated to the schema of this release", e);
    }
  }

  @Override
  public String binaryCollation() {
    return "collate binary";
  }

  @Override
  public <T> T read(Jdbi jdbi, Function<Handle, T> work) {
    return jdbi.inTransaction(work::apply);
  }

  @Override
  public <T> T write(Jdbi jdbi, Function<Handle, T> work) {
    writer.lock();
    try {
      return jdbi.inTransaction(transaction -> {
        // Takes SQLite's write lock before the first read, against writers in other processes.
        transaction.execute("update writing set turn = turn + 1");
        return work.apply(transaction);
      });
    } finally {
      writer.unlock();
    }
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public boolean isUnavailable(SQLException failure) {
    return OUTAGES.contains(failure.getErrorCode() & PRIMARY_CODE);
  }

  @Override
  public String toString() {
    return name;
  }
}
