package dev.msi4j.cli.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TcpForwarderTests {
  @TempDir private Path folder;

  @Test
  void bytesAreForwardedInBothDirectionsOverUnixSocket() throws Exception {
    var socket = folder.resolve("0").toString();
    try (var server = listen();
        var outside =
            TcpForwarder.start(TcpForwarder.address(socket), address(server.getLocalPort()));
        var inside =
            TcpForwarder.start(TcpForwarder.address("127.0.0.1:0"), TcpForwarder.address(socket))) {
      assertThat(outside.address()).isEqualTo(TcpForwarder.address(socket));
      CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> answer(server));

      try (var client = connect(inside)) {
        client.getOutputStream().write("x".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();

        assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("heard");
      }
      assertThat(heard.join()).hasSize(100_000);
    }
  }

  @Test
  void connectionIsClosedIfTargetIsMissing() throws Exception {
    try (var tcpForwarder =
            TcpForwarder.start(address(0), UnixDomainSocketAddress.of(folder.resolve("missing")));
        var client = connect(tcpForwarder)) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void closedForwarderAcceptsNoConnections() throws Exception {
    var tcpForwarder = TcpForwarder.start(address(0), address(1));
    var port = ((InetSocketAddress) tcpForwarder.address()).getPort();

    tcpForwarder.close();

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(IOException.class);
  }

  private static String answer(ServerSocket server) {
    try (var connection = server.accept()) {
      var heard = connection.getInputStream().readAllBytes();
      connection.getOutputStream().write("heard".getBytes(StandardCharsets.US_ASCII));
      return new String(heard, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static Socket connect(TcpForwarder tcpForwarder) throws IOException {
    var port = ((InetSocketAddress) tcpForwarder.address()).getPort();
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }
}
