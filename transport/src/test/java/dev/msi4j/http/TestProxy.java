package dev.msi4j.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** HTTP proxy for tests, which opens tunnels and forwards requests to loopback. */
final class TestProxy implements AutoCloseable {
  private final RawServer server;
  private final List<String> heads = new CopyOnWriteArrayList<>();

  /**
   * Starts a proxy.
   *
   * @param rejection returns the response that rejects the head of a request, or null
   */
  TestProxy(Function<String, @Nullable String> rejection) throws IOException {
    server =
        new RawServer(peer -> {
          String head;
          while ((head = peer.readHead()) != null) {
            heads.add(head);
            var response = rejection.apply(head);
            if (response != null) {
              peer.send(response);
            } else if (head.startsWith("CONNECT ")) {
              tunnel(peer, head);
              return;
            } else {
              forward(peer, head);
              return;
            }
          }
        });
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
  }

  /** Returns the heads of all requests to the proxy. */
  List<String> heads() {
    return heads;
  }

  private static void tunnel(RawServer.Peer peer, String head) throws Exception {
    var authority = head.split(" ", 3)[1];
    try (var target = connect(authority)) {
      peer.send("HTTP/1.1 200 Connection Established\r\n\r\n");
      relay(peer, target);
    }
  }

  private static void forward(RawServer.Peer peer, String head) throws Exception {
    var url = head.split(" ", 3)[1];
    var rest = url.substring("http://".length());
    var authority = rest.substring(0, rest.indexOf('/'));
    try (var target = connect(authority)) {
      var direct = head.replace(url, rest.substring(authority.length()));
      target.getOutputStream().write(direct.getBytes(StandardCharsets.ISO_8859_1));
      relay(peer, target);
    }
  }

  /** Connects to the port of an authority on loopback, ignoring the host. */
  private static Socket connect(String authority) throws IOException {
    var port = Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1));
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  /** Passes bytes between a peer and a port on loopback until one side closes. */
  static void relayToPort(RawServer.Peer peer, int port) throws Exception {
    try (var target = new Socket(InetAddress.getLoopbackAddress(), port)) {
      relay(peer, target);
    }
  }

  private static void relay(RawServer.Peer peer, Socket target) throws Exception {
    var back =
        new Thread(() -> {
          try (var client = peer.socket()) {
            target.getInputStream().transferTo(client.getOutputStream());
          } catch (IOException e) {
            // One of the two sides closed its connection.
          }
        });
    back.setDaemon(true);
    back.start();
    peer.socket().getInputStream().transferTo(target.getOutputStream());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
