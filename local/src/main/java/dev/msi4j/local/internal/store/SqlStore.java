package dev.msi4j.local.internal.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store in a database: SQLite, in a file or in memory, or PostgreSQL. */
public final class SqlStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(SqlStore.class);

  private final Engine engine;
  final HikariDataSource connections;
  private final Jdbi jdbi;

  private SqlStore(Engine engine, HikariDataSource connections) {
    this.engine = engine;
    this.connections = connections;
    jdbi = Jdbi.create(connections);
  }

  /** State that ends with this store. */
  public static SqlStore inMemory() {
    return open(Sqlite.inMemory());
  }

  /**
   * State in a file, made if it is not there.
   *
   * @throws IllegalStateException if a newer release has written it, or none
   */
  public static SqlStore inFile(Path file) {
    return open(Sqlite.inFile(file));
  }

  /** What is locked while the tables in a file are brought up to date. */
  public static Path updateLock(Path file) {
    return file.resolveSibling(file.getFileName() + Sqlite.UPDATE);
  }

  /**
   * State in a database, which other processes may use at the same time.
   *
   * @throws IllegalStateException if it can't be reached, or is not one that this release can use
   */
  public static SqlStore in(Database database) {
    return open(PostgreSql.shared(database));
  }

  /**
   * State in a database that no other process uses, nor begins to before this is closed.
   *
   * @throws IllegalStateException if another does, or as {@link #in} has it
   */
  public static SqlStore aloneIn(Database database) {
    return open(PostgreSql.alone(database));
  }

  static SqlStore open(Engine engine) {
    var connections = connect(engine);
    try {
      Schema.update(connections, engine);
      return new SqlStore(engine, connections);
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
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      // The first line of what the database says; behind it is where in its own code that was.
      var given = String.valueOf(cause(e).map(Throwable::getMessage).orElseGet(e::getMessage));
      throw new IllegalStateException(
          "the database " + engine + " can't be used: " + given.split("\\R", 2)[0], e);
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
      var cause = cause(failure).filter(this::isAway);
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

  /** Returns whether the database, or a free connection to it, may be there again soon. */
  private boolean isAway(SQLException failure) {
    // The pool says so when all of its connections are in use for too long, whatever the database.
    return failure instanceof SQLTransientConnectionException || engine.isUnavailable(failure);
  }

  /** What the database said, if a failure comes from there. */
  static Optional<SQLException> cause(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException given) {
        return Optional.of(given);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    connections.close();
  }
}
