package dev.msi4j.verification.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two server processes with their state in one database. */
final class ServerPair implements AutoCloseable {
  static final int COUNT = 2;

  private static final String KEY_FILE = "state.key";

  private final Path folder;
  private final String database;
  private final List<Integer> ports;
  private final List<ServerProcess> servers = new ArrayList<>();

  private ServerPair(Path folder, String database, List<Integer> ports) {
    this.folder = folder;
    this.database = database;
    this.ports = ports;
  }

  /** A part of the suite that uses two servers and their database. */
  interface Trial {
    ReportSection run(DatabaseServer database, ServerPair serverPair)
        throws IOException, InterruptedException;
  }

  /** Runs the trial if a PostgreSQL server can be started. */
  static ReportSection run(String title, Path folder, Trial trial)
      throws IOException, InterruptedException {
    var started = DatabaseServer.start(folder.resolve("data"));
    if (started.isEmpty()) {
      return ReportSection.notRun(title, "PostgreSQL could not be started");
    }
    try (var database = started.get();
        var serverPair = start(folder, database.url())) {
      return trial.run(database, serverPair);
    }
  }

  private static ServerPair start(Path folder, String database) throws IOException {
    var ports = List.of(ServerProcess.freePort(), ServerProcess.freePort());
    var serverPair = new ServerPair(folder, database, ports);
    try {
      serverPair.servers.add(serverPair.process(0));
      // Both servers need the key that encrypts the secrets in the database.
      Files.createDirectories(serverPair.state(1));
      Files.copy(serverPair.state(0).resolve(KEY_FILE), serverPair.state(1).resolve(KEY_FILE));
      serverPair.servers.add(serverPair.process(1));
      return serverPair;
    } catch (IOException | RuntimeException | Error e) {
      serverPair.close();
      throw e;
    }
  }

  private ServerProcess process(int index) throws IOException {
    var port = String.valueOf(ports.get(index));
    return ServerProcess.start(state(index), "--database", database, "--port", port);
  }

  private Path state(int index) {
    return folder.resolve("server-" + index);
  }

  /** Returns a client of each server; the clients stay valid after a restart. */
  List<NonRetryingClient> clients() throws IOException, InterruptedException {
    return List.of(servers.get(0).client(), servers.get(1).client());
  }

  void kill(int index) {
    servers.get(index).kill();
  }

  /** Restarts a killed server on the same port. */
  void restart(int index) throws IOException {
    servers.set(index, process(index));
  }

  @Override
  public void close() {
    servers.forEach(ServerProcess::close);
  }
}
