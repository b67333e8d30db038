package dev.msi4j.benchmarks;

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
    try {
      awaitStart(server, port);
      var settings = environment.settings();
      ServerCost.of(server.toHandle(), settings.warmUpMillis(), () -> token(port));
      return Optional.of(
          ServerCost.of(
              server.toHandle(), settings.rounds() * settings.sliceMillis(), () -> token(port)));
    } finally {
      server.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitStart(Process server, int port) throws IOException {
    var end = System.nanoTime() + START_SECONDS * 1_000_000_000L;
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
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

  /** Requests a token on a connection of its own, since the server closes each connection. */
  private static void token(int port) throws IOException {
    var form = "grant_type=client_credentials&client_id=client&client_secret=secret&scope=scope";
    var request =
        "POST /default/token HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + form.length()
            + "\r\nConnection: close\r\n\r\n"
            + form;
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (!response.startsWith("HTTP/1.1 200") || !response.contains("access_token")) {
        throw new IOException("the response has no token: " + response);
      }
    }
  }
}
