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
 * The PostgreSQL server of the tests in one JVM: started when the first test asks for it, ended
 * with the JVM. Each test has a schema of its own.
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

  /** Not every machine can run one; only tests that are run for PostgreSQL insist. */
  private static EmbeddedPostgres server() {
    return Server.STARTED.orElseThrow(
        () -> new TestAbortedException("no PostgreSQL can be started here"));
  }

  /** The URL of a new schema. */
  public static String newSchema() {
    return schema("s" + UUID.randomUUID().toString().replace("-", ""));
  }

  /** The URL of a schema, made if it is not there; by one thread, since PostgreSQL minds two. */
  public static synchronized String schema(String name) {
    execute("create schema if not exists " + name);
    return server().getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
  }

  /** A way to the server that can be cut. */
  public static TcpForwarder relay() {
    return TcpForwarder.to(server().getPort());
  }

  /** The URL of a schema by another way. */
  public static String through(TcpForwarder tcpForwarder, String url) {
    return url.replace(":" + server().getPort() + "/", ":" + tcpForwarder.port() + "/");
  }

  /** The first column of what a query finds. */
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

  /** Does something as the owner of the server. */
  public static void execute(String sql) {
    try (var connection = server().getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
