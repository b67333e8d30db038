package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.client.RawConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Measures the token endpoint of mock-oauth2-server, over plain HTTP. */
final class MockOauth2Server {
  private static final String MAIN = "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt";
  private static final int START_SECONDS = 30;

  private MockOauth2Server() {}

  /** Returns the cost of a token, or nothing if the build did not fetch the server. */
  static Optional<ServerCost> measure(BenchmarkEnvironment environment) throws IOException {
    var classPath = environment.mockOauth2ServerClassPath();
    if (!Files.exists(classPath)) {
      return Optional.empty();
    }
    var port = freePort();
    var command =
        List.of(
            Jdk.current().program("java").toString(),
            "-Xmx2g",
            "-cp",
            Files.readString(classPath).strip(),
            MAIN);
    var log = environment.log("mock-oauth2-server");
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("SERVER_PORT", Integer.toString(port));
    var server = builder.start();
    try (var connection = connect(server, port)) {
      var settings = environment.settings();
      ServerCost.of(server.toHandle(), settings.warmUpMillis(), () -> token(connection, port));
      return Optional.of(
          ServerCost.of(
              server.toHandle(),
              settings.rounds() * settings.sliceMillis(),
              () -> token(connection, port)));
    } finally {
      server.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static RawConnection connect(Process server, int port) throws IOException {
    var end = System.nanoTime() + START_SECONDS * 1_000_000_000L;
    while (true) {
      try {
        return new RawConnection(new Socket(InetAddress.getLoopbackAddress(), port));
      } catch (IOException e) {
        if (System.nanoTime() > end || !server.isAlive()) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server starts", e);
    }
  }

  private static void token(RawConnection connection, int port) throws IOException {
    var form = "grant_type=client_credentials&client_id=client&client_secret=secret&scope=scope";
    var status =
        connection.exchange(
            ("POST /default/token HTTP/1.1\r\nHost: localhost:"
                    + port
                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                    + form.length()
                    + "\r\n\r\n"
                    + form)
                .getBytes(StandardCharsets.US_ASCII));
    if (status != 200) {
      throw new IOException("status is " + status + ": " + connection.body());
    }
  }
}
