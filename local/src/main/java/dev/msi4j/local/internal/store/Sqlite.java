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

/** SQLite: a file in write-ahead mode, every commit synced to disk, or memory. */
final class Sqlite implements Engine {
  /** Readers beside the one writer; more would only queue for the processor. */
  private static final int READERS = 8;

  /** Busy, locked, read-only, input or output, full, can't open: sqlite.org/rescode.html. */
  private static final Set<Integer> AWAY = Set.of(5, 6, 8, 10, 13, 14);

  /** How the name of the file ends that is locked for an update. */
  static final String UPDATE = "-update";

  private static final int PRIMARY_CODE = 0xff;

  /** How long work waits for a connection, or SQLite for a lock, before it fails. */
  private static final int PATIENCE_MILLIS = 10_000;

  private final String name;
  private final int connections;
  private final int patienceMillis;

  /**
   * SQLite has one writer at a time: waiting here is fair and cheap, waiting in SQLite is polling.
   */
  private final ReentrantLock writer = new ReentrantLock(true);

  private Sqlite(String name, int connections, int patienceMillis) {
    this.name = name;
    this.connections = connections;
    this.patienceMillis = patienceMillis;
  }

  static Sqlite inMemory() {
    return inMemory(PATIENCE_MILLIS);
  }

  /** One that waits no longer than this for its connection. */
  static Sqlite inMemory(int patienceMillis) {
    // One connection for good: a second one to an in-memory database would see another database.
    return new Sqlite(":memory:", 1, patienceMillis);
  }

  static Sqlite inFile(Path file) {
    return new Sqlite(file.toAbsolutePath().toString(), READERS, PATIENCE_MILLIS);
  }

  @Override
  public HikariConfig connections() {
    var config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + name);
    config.setMaximumPoolSize(connections);
    config.setMaxLifetime(0);
    config.setConnectionTimeout(patienceMillis);
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "FULL");
    config.addDataSourceProperty("busy_timeout", Integer.toString(patienceMillis));
    // A transaction that reads before it writes must not find out at the write that it is too late.
    config.addDataSourceProperty("transaction_mode", "DEFERRED");
    return config;
  }

  @Override
  public void configureFlyway(FluentConfiguration flyway, DataSource connections) {
    flyway.dataSource(connections);
  }

  /** Flyway knows no lock for SQLite, so a database beside this one is locked. */
  @Override
  public void runExclusively(Runnable update) {
    if (connections == 1) {
      update.run();
      return;
    }
    var properties = new Properties();
    properties.setProperty("busy_timeout", "30000");
    try (var lock = DriverManager.getConnection("jdbc:sqlite:" + name + UPDATE, properties);
        var statement = lock.createStatement()) {
      statement.execute("begin exclusive");
      update.run();
      statement.execute("commit");
    } catch (SQLException e) {
      throw new IllegalStateException("the state in " + name + " can't be brought up to date", e);
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
        // Takes SQLite's write lock before anything is read, against writers in other processes.
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
    return AWAY.contains(failure.getErrorCode() & PRIMARY_CODE);
  }

  @Override
  public String toString() {
    return name;
  }
}
