package dev.msi4j.verification.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server that can end and come back, on the same data and at the same port; and that
 * can be made to hang.
 */
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

  /** Stops its processes where they are, with all connections open. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets them go on. */
  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    var first = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    var server = ProcessHandle.of(first).orElseThrow();
    var command = new ArrayList<>(List.of("kill", "-" + name));
    // The first one last: it must not miss what happens to those it watches.
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
