package dev.msi4j.verification.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two servers, each in a process of its own, with their state in one database. */
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

  /** What is done to two servers, and to their database. */
  interface Trial {
    Section run(DatabaseServer database, ServerPair serverPair)
        throws IOException, InterruptedException;
  }

  /** Runs it where a PostgreSQL server can be started; says so where none can. */
  static Section section(String title, Path folder, Trial trial)
      throws IOException, InterruptedException {
    var started = DatabaseServer.start(folder.resolve("data"));
    if (started.isEmpty()) {
      return Section.of(title, "Not run: no PostgreSQL could be started.");
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
      // Both must have the key of the secrets in the database.
      Files.createDirectories(serverPair.state(1));
      Files.copy(serverPair.state(0).resolve(KEY_FILE), serverPair.state(1).resolve(KEY_FILE));
      serverPair.servers.add(serverPair.process(1));
      return serverPair;
    } catch (IOException | RuntimeException | Error e) {
      serverPair.close();
      throw e;
    }
  }

  private ServerProcess process(int mode) throws IOException {
    var port = String.valueOf(ports.get(mode));
    return ServerProcess.start(state(mode), "--database", database, "--port", port);
  }

  private Path state(int mode) {
    return folder.resolve("twin-" + mode);
  }

  /** A client of each; they are good for those that are started again, too. */
  List<Caller> callers() throws IOException, InterruptedException {
    return List.of(servers.get(0).caller(), servers.get(1).caller());
  }

  void kill(int mode) {
    servers.get(mode).kill();
  }

  /** Starts one that was killed again, at the same port. */
  void startAgain(int mode) throws IOException {
    servers.set(mode, process(mode));
  }

  @Override
  public void close() {
    servers.forEach(ServerProcess::close);
  }
}
