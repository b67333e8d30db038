package dev.msi4j.local.internal.store;

import com.zaxxer.hikari.HikariConfig;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * PostgreSQL, which several servers may share. Write transactions are serializable; a transaction
 * that conflicts with another one is retried.
 */
final class PostgreSql implements Engine {
  private static final int CONNECTIONS = 10;
  private static final int CONNECTION_TIMEOUT_MILLIS = 5_000;

  /**
   * Read timeout of the driver, so that an unresponsive database does not block requests. The
   * timeout is longer than any lock timeout; the URL may set another one.
   */
  private static final String SOCKET_TIMEOUT_SECONDS = "15";

  private static final int CONCURRENT_ATTEMPTS = 5;
  private static final int MAX_ATTEMPTS = 10;

  private static final String READ_ONLY =
      "set transaction isolation level repeatable read read only";
  private static final String SERIALIZABLE = "set transaction isolation level serializable; ";

  /** Starts a transaction that allows concurrent writers. */
  private static final String CONCURRENT =
      SERIALIZABLE + "lock table writing in row exclusive mode";

  /** Starts a transaction without other writers, after too many conflicts. */
  private static final String EXCLUSIVE =
      SERIALIZABLE + "lock table writing in share row exclusive mode";

  /**
   * The locks of a closed connection are released with a short delay, so locking is retried for two
   * seconds. A blocking lock request would block later connections of a running server.
   */
  private static final int LOCK_ATTEMPTS = 40;

  /**
   * Every connection of a server holds a shared advisory lock. A caller that replaces the whole
   * state holds the exclusive lock.
   */
  private static final String SHARED_LOCK =
      lock("pg_try_advisory_lock_shared", "its state is being replaced: wait until that is done");

  private static final String EXCLUSIVE_LOCK =
      lock("pg_try_advisory_lock", "a local Azure uses it: stop all that do");

  private static final String SCHEMA_LOCK =
      "select pg_advisory_xact_lock(hashtextextended('msi4j schema ' || current_schema(), 0))";

  /**
   * A sequential scan would conflict with every concurrent write to the table, so queries use the
   * indexes.
   */
  private static final String SETTINGS =
      "set enable_seqscan = off; set lock_timeout = '10s';"
          + " set idle_in_transaction_session_timeout = '60s'; ";

  /** Serialization failure, deadlock: www.postgresql.org/docs/current/errcodes-appendix.html. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

  /**
   * SQLSTATE prefixes of outages: connection, resources, shutdown, system error, lock timeout,
   * read-only standby.
   */
  private static final Set<String> OUTAGES = Set.of("08", "53", "57P", "58", "55P03", "25006");

  private final Database database;
  private final int connections;
  private final String lock;

  private PostgreSql(Database database, int connections, String lock) {
    this.database = database;
    this.connections = connections;
    this.lock = lock;
  }

  static PostgreSql shared(Database database) {
    return new PostgreSql(database, CONNECTIONS, SHARED_LOCK);
  }

  static PostgreSql exclusive(Database database) {
    return new PostgreSql(database, 1, EXCLUSIVE_LOCK);
  }

  @Override
  public JdbcDriver driver() {
    return JdbcDriver.POSTGRESQL;
  }

  @Override
  public HikariConfig connections() {
    var config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    config.setConnectionInitSql(SETTINGS + lock);
    config.addDataSourceProperty("ApplicationName", "msi4j");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return config;
  }

  @Override
  public void lockSchema(Handle transaction) {
    transaction.execute(SCHEMA_LOCK);
  }

  @Override
  public String binaryCollation() {
    return "collate \"C\"";
  }

  @Override
  public <T> T read(Jdbi jdbi, Function<Handle, T> work) {
    return jdbi.inTransaction(transaction -> {
      transaction.execute(READ_ONLY);
      return work.apply(transaction);
    });
  }

  @Override
  public <T> T write(Jdbi jdbi, Function<Handle, T> work) {
    for (var attempt = 1; ; attempt++) {
      // The lock comes first: the first query, not the lock, takes the snapshot.
      var start = attempt <= CONCURRENT_ATTEMPTS ? CONCURRENT : EXCLUSIVE;
      try {
        return jdbi.inTransaction(transaction -> {
          transaction.execute(start);
          return work.apply(transaction);
        });
      } catch (RuntimeException failure) {
        if (attempt == MAX_ATTEMPTS || !isConflict(failure)) {
          throw failure;
        }
      }
    }
  }

  private static String lock(String function, String failure) {
    return "do $$ begin for attempt in 1.."
        + LOCK_ATTEMPTS
        + " loop if "
        + function
        + "(hashtextextended('msi4j ' || current_schema(), 0)) then return; end if;"
        + " perform pg_sleep(0.05); end loop; raise exception '"
        + failure
        + "' using errcode = '55006'; end $$";
  }

  private static boolean isConflict(RuntimeException failure) {
    return SqlStore.cause(failure)
        .filter(cause -> CONFLICTS.contains(String.valueOf(cause.getSQLState())))
        .isPresent();
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public boolean isUnavailable(SQLException failure) {
    var state = String.valueOf(failure.getSQLState());
    return OUTAGES.stream().anyMatch(state::startsWith);
  }

  @Override
  public boolean isLocked(SQLException failure) {
    return false;
  }

  @Override
  public String toString() {
    return database.toString();
  }
}
