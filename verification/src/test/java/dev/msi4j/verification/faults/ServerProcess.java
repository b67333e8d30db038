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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A local Azure in a separate process, started with the msi command. */
final class ServerProcess implements AutoCloseable {
  /** Maximum heap size; a memory leak ends the process with an OutOfMemoryError. */
  static final int HEAP_MIB = 256;

  /** Far above the duration of a start, also on a busy machine. */
  private static final int READY_SECONDS = 120;

  private final Process process;
  private final Map<String, String> environment;

  private ServerProcess(Process process, Map<String, String> environment) {
    this.process = process;
    this.environment = environment;
  }

  /** Starts a server with a state directory and waits until the server is ready. */
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

  /** Returns a currently free port, for a server that is restarted on the same port. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Waits for the last line that the server prints at its start.
   *
   * @throws AssertionError if the server ends or does not print the line in time
   */
  private static void awaitReady(Process process) {
    var output = new ConcurrentLinkedQueue<String>();
    var ready = CompletableFuture.supplyAsync(() -> readUntilReady(process, output));
    try {
      if (!ready.get(READY_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the server ended before it was ready: " + output);
      }
      drain(process);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new AssertionError("interrupted while the server starts: " + output, e);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new AssertionError("the server is not ready: " + output, e);
    }
  }

  private static boolean readUntilReady(Process process, Queue<String> output) {
    return process
        .inputReader()
        .lines()
        .peek(output::add)
        .anyMatch(line -> line.startsWith("Stop with Ctrl-C"));
  }

  /** Reads the output of the process, because a full pipe would block the process. */
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

  /** Returns the environment variables that clients of the server need. */
  Map<String, String> environment() {
    return environment;
  }

  /** Returns a client that is signed in as the owner. */
  NonRetryingClient client() throws IOException, InterruptedException {
    return NonRetryingClient.signIn(environment);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the resident memory of the process (VmRSS) in MiB. */
  long residentMib() throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new AssertionError("/proc/" + process.pid() + "/status has no line VmRSS");
  }

  /** Kills the process with SIGKILL and waits for its end. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Stops the process with SIGTERM and waits for its end. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the server did not stop within a minute");
    }
  }

  @Override
  public void close() {
    kill();
  }
}
