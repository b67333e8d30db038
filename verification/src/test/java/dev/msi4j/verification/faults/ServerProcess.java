package dev.msi4j.verification.faults;

import dev.msi4j.cli.Msi;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A local Azure in a process of its own, as a user starts one. */
final class ServerProcess implements AutoCloseable {
  /** The most that its heap may take: whoever leaks without end ends with it. */
  static final int HEAP_MIB = 256;

  private final Process process;
  private final Map<String, String> environment;

  private ServerProcess(Process process, Map<String, String> environment) {
    this.process = process;
    this.environment = environment;
  }

  /** Starts one on a state folder, and returns when it answers. */
  static ServerProcess start(Path state, String... options) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MIB + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Msi.class.getName(),
                "local",
                "start",
                "--imds-port",
                "0",
                "--state",
                state.toString()));
    command.addAll(List.of(options));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    awaitReady(process);
    return new ServerProcess(process, read(state.resolve("server.env")));
  }

  /** A port that was free a moment ago, for a server that is to come back where it was. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitReady(Process process) throws IOException {
    var given = new ArrayList<String>();
    var reader = process.inputReader();
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      given.add(line);
      if (line.startsWith("Ctrl-C")) {
        drain(process);
        return;
      }
    }
    throw new AssertionError("the server ended before it was ready: " + given);
  }

  /** What it logs must not fill the pipe, or it would wait for somebody to read. */
  private static void drain(Process process) {
    var thread =
        new Thread(
            () -> {
              try (var in = process.getInputStream()) {
                in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "drain");
    thread.setDaemon(true);
    thread.start();
  }

  private static Map<String, String> read(Path envFile) throws IOException {
    var variables = new LinkedHashMap<String, String>();
    for (var line : Files.readAllLines(envFile)) {
      var assignment = line.substring("export ".length()).split("='", 2);
      variables.put(assignment[0], assignment[1].substring(0, assignment[1].length() - 1));
    }
    return variables;
  }

  /** The variables that lead to it. */
  Map<String, String> environment() {
    return environment;
  }

  /** A client of it, signed in as the owner. */
  Caller caller() throws IOException, InterruptedException {
    return Caller.signIn(environment);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The memory that it has of the machine's, in MiB, as Linux counts it. */
  long residentMib() throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new AssertionError(
        "Linux does not say how much memory process " + process.pid() + " has");
  }

  /** Ends it without a warning, as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Tells it to end, and waits until it has. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the server was told to end, and has not in a minute");
    }
  }

  @Override
  public void close() {
    kill();
  }
}
