package dev.msi4j.local.internal.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opentest4j.TestAbortedException;

/**
 * Embedded PostgreSQL server for the tests of one JVM. It starts on first use and stops with the
 * JVM. Each test uses a separate schema.
 */
public final class Postgres {
  private Postgres() {}

  private static final class Server {
    private static final Optional<EmbeddedPostgres> STARTED = start();

    private static Optional<EmbeddedPostgres> start() {
      try {
        return Optional.of(EmbeddedPostgres.builder().start());
      } catch (IOException | RuntimeException e) {
        if (TestStores.areOnPostgres()) {
          throw new IllegalStateException("no PostgreSQL can be started here", e);
        }
        return Optional.empty();
      }
    }
  }

  /** Returns the server. Skips the test if none can run, unless the tests require PostgreSQL. */
  private static EmbeddedPostgres server() {
    return Server.STARTED.orElseThrow(
        () -> new TestAbortedException("no PostgreSQL can be started here"));
  }

  /** Creates a schema and returns its URL. */
  public static String newSchema() {
    return schema("s" + UUID.randomUUID().toString().replace("-", ""));
  }

  /**
   * Creates a schema if it does not exist and returns its URL. Synchronized: PostgreSQL fails on
   * concurrent creation.
   */
  public static synchronized String schema(String name) {
    execute("create schema if not exists " + name);
    return server().getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
  }

  /** Starts a forwarder to the server, which can simulate outages. */
  public static TcpForwarder relay() {
    return TcpForwarder.to(server().getPort());
  }

  /** Returns the URL of a schema through a forwarder. */
  public static String through(TcpForwarder tcpForwarder, String url) {
    return url.replace(":" + server().getPort() + "/", ":" + tcpForwarder.port() + "/");
  }

  /** Returns the first column of the rows of a query. */
  public static List<String> query(String url, String sql) {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Executes SQL as superuser. */
  public static void execute(String sql) {
    try (var connection = server().getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
