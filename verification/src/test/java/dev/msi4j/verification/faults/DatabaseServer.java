package dev.msi4j.verification.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A PostgreSQL server that can end and come back: on the same data, at the same port. */
final class DatabaseServer implements AutoCloseable {
  private final Path data;
  private EmbeddedPostgres server;

  private DatabaseServer(Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
  }

  /** Starts one with new data; empty where none can be started. */
  static Optional<DatabaseServer> start(Path data) {
    try {
      return Optional.of(new DatabaseServer(data, on(data).start()));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static EmbeddedPostgres.Builder on(Path data) {
    return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
  }

  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /** Ends it; whoever is connected is thrown out. */
  void stop() throws IOException {
    server.close();
  }

  /** Starts it again where it was. */
  void comeBack() throws IOException {
    server = on(data).setPort(server.getPort()).start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
