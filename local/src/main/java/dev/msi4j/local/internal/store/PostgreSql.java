package dev.msi4j.local.internal.store;

import com.zaxxer.hikari.HikariConfig;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * PostgreSQL, which several processes may share. It keeps writers apart by what they have read and
 * written, and has one of two that were in each other's way begin again.
 */
final class PostgreSql implements Engine {
  private static final int CONNECTIONS = 10;
  private static final int PATIENCE_MILLIS = 5_000;

  /**
   * How long the driver waits for an answer, unless the URL says otherwise: a database that hangs
   * must not hang those who ask. It is longer than any wait for a lock.
   */
  private static final String ANSWER_SECONDS = "15";

  private static final int TRIES_TOGETHER = 5;
  private static final int TRIES = 10;

  private static final String READ_ONLY =
      "set transaction isolation level repeatable read read only";
  private static final String SERIALIZABLE = "set transaction isolation level serializable; ";

  /** In the company of other writers. */
  private static final String TOGETHER = SERIALIZABLE + "lock table writing in row exclusive mode";

  /** Without any: a writer that others were quicker than too often has its turn for sure. */
  private static final String ALONE =
      SERIALIZABLE + "lock table writing in share row exclusive mode";

  /**
   * The locks of a connection outlive it by a moment, so a claim is tried for two seconds. Waiting
   * in line for the lock instead would keep connections of a server out that come later.
   */
  private static final int CLAIMS = 40;

  /**
   * Every connection of a server holds a share of a lock, so that nobody changes its state as a
   * whole meanwhile; who does that holds all of it.
   */
  private static final String SHARED =
      claim("pg_try_advisory_lock_shared", "its state is being replaced: wait until that is done");

  private static final String EXCLUSIVE =
      claim("pg_try_advisory_lock", "a local Azure runs on it: end all that do");

  /** A whole table read is a table nobody else may write to; an index says what was meant. */
  private static final String SETTINGS =
      "set enable_seqscan = off; set lock_timeout = '10s';"
          + " set idle_in_transaction_session_timeout = '60s'; ";

  /** Serialization failure, deadlock: www.postgresql.org/docs/current/errcodes-appendix.html. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

  /**
   * Connection, resources, shutdown, system; a lock that took too long, a standby that can only be
   * read.
   */
  private static final Set<String> AWAY = Set.of("08", "53", "57P", "58", "55P03", "25006");

  private final Database database;
  private final int connections;
  private final String claim;

  private PostgreSql(Database database, int connections, String claim) {
    this.database = database;
    this.connections = connections;
    this.claim = claim;
  }

  static PostgreSql shared(Database database) {
    return new PostgreSql(database, CONNECTIONS, SHARED);
  }

  static PostgreSql alone(Database database) {
    return new PostgreSql(database, 1, EXCLUSIVE);
  }

  @Override
  public HikariConfig connections() {
    var config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(PATIENCE_MILLIS);
    config.setConnectionInitSql(SETTINGS + claim);
    config.addDataSourceProperty("ApplicationName", "msi4j");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("socketTimeout", ANSWER_SECONDS);
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return config;
  }

  @Override
  public void configureFlyway(FluentConfiguration flyway, DataSource connections) {
    // Not by these: where there is but one of them, two would wait for each other.
    flyway.dataSource(database.url(), database.user(), database.password());
  }

  /** Flyway takes a lock of the database's own. */
  @Override
  public void runExclusively(Runnable update) {
    update.run();
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
      // The lock comes first: what a transaction sees is settled by its first query, not by it.
      var turn = attempt <= TRIES_TOGETHER ? TOGETHER : ALONE;
      try {
        return jdbi.inTransaction(transaction -> {
          transaction.execute(turn);
          return work.apply(transaction);
        });
      } catch (RuntimeException failure) {
        if (attempt == TRIES || !isConflict(failure)) {
          throw failure;
        }
      }
    }
  }

  private static String claim(String function, String otherwise) {
    return "do $$ begin for attempt in 1.."
        + CLAIMS
        + " loop if "
        + function
        + "(hashtextextended('msi4j ' || current_schema(), 0)) then return; end if;"
        + " perform pg_sleep(0.05); end loop; raise exception '"
        + otherwise
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
    return AWAY.stream().anyMatch(state::startsWith);
  }

  @Override
  public String toString() {
    return database.toString();
  }
}
