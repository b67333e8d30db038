package dev.msi4j.verification.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PostgreSQL server that can be stopped, restarted on the same data and port, and suspended. */
final class DatabaseServer implements AutoCloseable {
  private final Path data;
  private EmbeddedPostgres server;

  private DatabaseServer(Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
  }

  /** Starts a server with new data; returns empty if PostgreSQL cannot be started. */
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

  /** Stops the server, which closes all connections. */
  void stop() throws IOException {
    server.close();
  }

  /** Restarts the server on the same data and port. */
  void restart() throws IOException {
    server = on(data).setPort(server.getPort()).start();
  }

  /** Suspends the processes of the server; connections stay open. */
  void suspend() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Resumes the suspended processes. */
  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    var first = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    var server = ProcessHandle.of(first).orElseThrow();
    var command = new ArrayList<>(List.of("kill", "-" + name));
    // The postmaster is last, because it must be running when its children change state.
    server.descendants().map(ProcessHandle::pid).map(String::valueOf).forEach(command::add);
    command.add(String.valueOf(first));
    var status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException(command + " ends with status " + status);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
