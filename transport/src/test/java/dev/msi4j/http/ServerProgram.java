package dev.msi4j.http;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Installed server program, such as nginx, started for one test. */
final class ServerProgram implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private ServerProgram(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a program; the test is skipped if the program is not installed.
   *
   * @param folder the folder for the log
   * @param port the port of the program
   * @param program the name of the program
   * @param arguments its arguments
   */
  static ServerProgram start(Path folder, int port, String program, String... arguments)
      throws Exception {
    var command = new ArrayList<>(List.of(find(program).toString()));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(program + ".log").toFile())
            .start();
    var started = new ServerProgram(process, port);
    try {
      started.awaitPort(folder.resolve(program + ".log"));
      return started;
    } catch (Exception | Error e) {
      started.close();
      throw e;
    }
  }

  private static Path find(String program) {
    var found =
        List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin").stream()
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), program + " is not installed");
    return found.get();
  }

  /**
   * Returns a port that was free at the time of the call, since these programs cannot choose a
   * port.
   */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Makes a folder readable for programs that drop root privileges. */
  static void share(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private void awaitPort(Path log) throws Exception {
    var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!accepts()) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new AssertionError("the program does not listen: " + Files.readString(log));
      }
    }
  }

  private boolean accepts() {
    try (var socket = new Socket()) {
      socket.connect(address(), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
