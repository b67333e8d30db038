package dev.msi4j.local.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The store on SQLite: a file in write-ahead mode, every commit synced to disk, or memory. */
public final class SqlStore implements Store {
  /** Readers beside the one writer; more would only queue for the processor. */
  private static final int READERS = 8;

  private final HikariDataSource connections;
  private final Jdbi jdbi;

  /**
   * SQLite has one writer at a time: waiting here is fair and cheap, waiting in SQLite is polling.
   */
  private final ReentrantLock writer = new ReentrantLock(true);

  private SqlStore(HikariDataSource connections) {
    this.connections = connections;
    jdbi = Jdbi.create(connections);
    Flyway.configure()
        .dataSource(connections)
        .locations("classpath:dev/msi4j/local/store")
        .load()
        .migrate();
  }

  /** State that ends with this store. */
  public static SqlStore inMemory() {
    // One connection for good: a second one to an in-memory database would see another database.
    return new SqlStore(connections("jdbc:sqlite::memory:", 1));
  }

  /** State in a file, made if it is not there. */
  public static SqlStore inFile(Path file) {
    return new SqlStore(connections("jdbc:sqlite:" + file.toAbsolutePath(), READERS));
  }

  private static HikariDataSource connections(String url, int size) {
    var config = new HikariConfig();
    config.setPoolName("store");
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setMaxLifetime(0);
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "FULL");
    config.addDataSourceProperty("busy_timeout", "10000");
    // A transaction that reads before it writes must not find out at the write that it is too late.
    config.addDataSourceProperty("transaction_mode", "DEFERRED");
    return new HikariDataSource(config);
  }

  @Override
  public <T> T read(Function<Documents, T> work) {
    return jdbi.inTransaction(handle -> work.apply(new SqlDocuments(handle)));
  }

  @Override
  public <T> T write(Function<Documents, T> work) {
    writer.lock();
    try {
      return jdbi.withHandle(handle -> write(handle, work));
    } catch (JdbiException e) {
      throw SqliteFailures.isLackOfRoom(e) ? new StoreUnavailable(e) : e;
    } finally {
      writer.unlock();
    }
  }

  private static <T> T write(Handle handle, Function<Documents, T> work) {
    return handle.inTransaction(transaction -> {
      // Takes SQLite's write lock before anything is read, against writers in other processes.
      transaction.execute("update writing set turn = turn + 1");
      return work.apply(new SqlDocuments(transaction));
    });
  }

  @Override
  public void close() {
    connections.close();
  }
}
