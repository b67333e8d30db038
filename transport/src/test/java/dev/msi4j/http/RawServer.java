package dev.msi4j.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** Server on loopback that sends exactly the bytes of the test. */
final class RawServer implements AutoCloseable {
  private final ServerSocket server;
  private final String scheme;
  private final Script script;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();

  /** Handles a connection, which is closed afterwards. */
  interface Script {
    void run(Peer peer) throws Exception;
  }

  RawServer(Script script) throws IOException {
    this("http", ServerSocketFactory.getDefault(), script);
  }

  RawServer(String scheme, ServerSocketFactory sockets, Script script) throws IOException {
    this.server = sockets.createServerSocket(0, 100, InetAddress.getLoopbackAddress());
    this.scheme = scheme;
    this.script = script;
    daemon(this::accept);
  }

  /** Answers every request on every connection with the same bytes. */
  static RawServer answering(String response) throws IOException {
    return new RawServer(peer -> {
      while (peer.awaitRequest()) {
        peer.send(response);
      }
    });
  }

  /** Answers every request with status 200 and a short body. */
  static RawServer healthy() throws IOException {
    return answering(ok("hello"));
  }

  /** Returns a complete response with a body. */
  static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + body;
  }

  private static void daemon(Runnable task) {
    var thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        sockets.add(socket);
        var number = connections.getAndIncrement();
        daemon(() -> serve(socket, number));
      }
    } catch (IOException e) {
      // The test has ended.
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      socket.setTcpNoDelay(true);
      script.run(new Peer(socket, number));
    } catch (Exception e) {
      // The client closed the connection. The test checks the client side.
    }
  }

  int port() {
    return server.getLocalPort();
  }

  URL url(String file) {
    return url("127.0.0.1", file);
  }

  URL url(String host, String file) {
    try {
      return URI.create(scheme + "://" + host + ":" + port() + file).toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the number of accepted connections. */
  int connections() {
    return connections.get();
  }

  /** Returns the number of received request heads. */
  int requests() {
    return requests.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (var socket : sockets) {
      socket.close();
    }
  }

  /** Server side of a connection. */
  final class Peer {
    private final Socket socket;
    private final InputStream in;
    private final int number;
    private int heads;

    Peer(Socket socket, int number) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
      this.number = number;
    }

    Socket socket() {
      return socket;
    }

    /** Returns the number of the connection; the first is 0. */
    int number() {
      return number;
    }

    /** Returns the number of request heads received on this connection. */
    int requests() {
      return heads;
    }

    /** Reads the head of a request and a body of its Content-Length. */
    boolean awaitRequest() throws IOException {
      var head = readHead();
      if (head == null) {
        return false;
      }
      var length = header(head, "content-length");
      if (length != null) {
        in.readNBytes(Integer.parseInt(length));
      }
      return true;
    }

    /** Returns the head of a request up to its empty line, or null at the end of the connection. */
    @Nullable String readHead() throws IOException {
      var head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        var b = in.read();
        if (b < 0) {
          return null;
        }
        head.write(b);
      }
      heads++;
      requests.incrementAndGet();
      return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Returns the head of a request. Fails if the connection ends instead. */
    String awaitHead() throws IOException {
      var head = readHead();
      if (head == null) {
        throw new EOFException();
      }
      return head;
    }

    byte[] read(int length) throws IOException {
      return in.readNBytes(length);
    }

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    /** Waits until the client closes the connection. */
    void awaitEnd() throws IOException {
      in.transferTo(OutputStream.nullOutputStream());
    }

    /** Closes the connection with a reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  /** Returns the value of a header in the text of a head, or null. */
  static @Nullable String header(String head, String name) {
    for (var line : head.lines().toList()) {
      if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return null;
  }
}
