package dev.msi4j.local.internal.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Store in a SQL database: SQLite in a file, or PostgreSQL. Thread-safe. */
public final class SqlStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(SqlStore.class);

  private static final long LOCK_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Engine engine;
  final HikariDataSource connections;
  private final Jdbi jdbi;

  private SqlStore(Engine engine, HikariDataSource connections, Jdbi jdbi) {
    this.engine = engine;
    this.connections = connections;
    this.jdbi = jdbi;
  }

  /**
   * Opens a store in a file. Creates a missing file.
   *
   * @throws IllegalStateException if the file is not a database of this or an older release, or if
   *     the driver of SQLite is missing
   */
  public static SqlStore inFile(Path file) {
    return open(new Sqlite(file));
  }

  /**
   * Opens a store in a database that other servers may use at the same time.
   *
   * @throws IllegalStateException if the database is not available, was written by a newer release,
   *     or is opened exclusively by another process
   */
  public static SqlStore in(Database database) {
    return open(PostgreSql.shared(database));
  }

  /**
   * Opens a store in a database and locks out all other processes until the store is closed.
   *
   * @throws IllegalStateException if another process uses the database, or for the reasons of
   *     {@link #in}
   */
  public static SqlStore exclusivelyIn(Database database) {
    return open(PostgreSql.exclusive(database));
  }

  static SqlStore open(Engine engine) {
    engine.driver().require(engine.toString(), SqlStore.class.getClassLoader());
    var connections = connect(engine);
    try {
      var jdbi = Jdbi.create(connections);
      Schema.migrate(jdbi, engine);
      return new SqlStore(engine, connections, jdbi);
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
  }

  private static HikariDataSource connect(Engine engine) {
    var config = engine.connections();
    config.setPoolName("store");
    config.setMinimumIdle(1);
    try {
      return connect(engine, config);
    } catch (RuntimeException e) {
      // The first line is the reason; PostgreSQL's other lines name places in its source code.
      var message = String.valueOf(cause(e).map(Throwable::getMessage).orElseGet(e::getMessage));
      throw new IllegalStateException(
          "the database " + engine + " can't be used: " + message.split("\\R", 2)[0], e);
    }
  }

  /** Connects, and repeats that while another process holds a lock. */
  private static HikariDataSource connect(Engine engine, HikariConfig config) {
    var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.getConnectionTimeout());
    while (true) {
      try {
        return new HikariDataSource(config);
      } catch (RuntimeException e) {
        if (cause(e).filter(engine::isLocked).isEmpty() || System.nanoTime() - end > 0) {
          throw e;
        }
        LockSupport.parkNanos(LOCK_POLL_NANOS);
      }
    }
  }

  @Override
  public <T> T read(Function<Documents, T> work) {
    return run(() -> engine.read(jdbi, handle -> work.apply(new SqlDocuments(handle))));
  }

  @Override
  public <T> T write(Function<Documents, T> work) {
    return run(() -> engine.write(jdbi, handle -> work.apply(new SqlDocuments(handle))));
  }

  private <T> T run(Supplier<T> transaction) {
    try {
      return transaction.get();
    } catch (RuntimeException failure) {
      var cause = cause(failure).filter(this::isUnavailable);
      if (cause.isEmpty()) {
        throw failure;
      }
      if (engine.isRemote()) {
        connections.getHikariPoolMXBean().softEvictConnections();
      }
      LOG.warn("the database {} is not available: {}", engine, cause.get().getMessage());
      throw new StoreUnavailableException("the database " + engine + " is not available", failure);
    }
  }

  /** Returns whether the database, or a free connection, is temporarily unavailable. */
  private boolean isUnavailable(SQLException failure) {
    // The pool throws SQLTransientConnectionException when all connections stay in use too long.
    return failure instanceof SQLTransientConnectionException || engine.isUnavailable(failure);
  }

  /** Returns the SQL exception in the cause chain of a failure, if any. */
  static Optional<SQLException> cause(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException exception) {
        return Optional.of(exception);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    connections.close();
  }
}
