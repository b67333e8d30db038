package dev.msi4j.local.internal.store;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQLite, in a file with write-ahead logging and every commit synced to disk. */
final class Sqlite implements Engine {
  /** Pool size: one writer and readers; more would only compete for processors. */
  private static final int CONNECTIONS = 8;

  /** Busy, locked, read-only, I/O error, full, cannot open: sqlite.org/rescode.html. */
  private static final Set<Integer> OUTAGES = Set.of(5, 6, 8, 10, 13, 14);

  /** "msi4" in ASCII: sqlite.org/pragma.html#pragma_application_id. */
  private static final int APPLICATION_ID = 0x6d736934;

  /** Busy, locked. */
  private static final Set<Integer> LOCKS = Set.of(5, 6);

  private static final int PRIMARY_CODE = 0xff;

  /** Timeout for a connection from the pool and for SQLite's lock. */
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Path file;

  /**
   * SQLite allows one writer at a time. This lock is fair and does not poll, unlike SQLite's lock.
   */
  private final ReentrantLock writer = new ReentrantLock(true);

  Sqlite(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public JdbcDriver driver() {
    return JdbcDriver.SQLITE;
  }

  @Override
  public HikariConfig connections() {
    var config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + file);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMaxLifetime(0);
    config.setConnectionTimeout(TIMEOUT_MILLIS);
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "FULL");
    config.addDataSourceProperty("busy_timeout", Integer.toString(TIMEOUT_MILLIS));
    // Read transactions must not take the write lock; write() takes the lock explicitly.
    config.addDataSourceProperty("transaction_mode", "DEFERRED");
    return config;
  }

  @Override
  public void lockSchema(Handle transaction) {
    // Any write takes SQLite's write lock; this one also tells file(1) whose file it is.
    transaction.execute("pragma application_id = " + APPLICATION_ID);
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

  /**
   * {@inheritDoc} SQLite does not wait for a lock, in spite of its timeout, when several processes
   * switch a new file to write-ahead logging at the same time.
   */
  @Override
  public boolean isLocked(SQLException failure) {
    return LOCKS.contains(failure.getErrorCode() & PRIMARY_CODE);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
