package dev.msi4j;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a free port that sends the same response to each request and keeps connections. */
final class KeepAliveServer implements AutoCloseable {
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final ServerSocket listener;
  private final byte[] response;

  private KeepAliveServer(byte[] response) throws IOException {
    this.response = response;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** Starts a server with a response of status 200 and the headers of Resource Manager. */
  static KeepAliveServer json(String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head =
        """
        HTTP/1.1 200 OK
        Cache-Control: no-cache
        Pragma: no-cache
        Content-Length: %d
        Content-Type: application/json; charset=utf-8
        Expires: -1
        x-ms-ratelimit-remaining-subscription-reads: 11999
        x-ms-request-id: 7b1b3ed3-3a52-4f1f-9b5f-0d6d3a9a5d4c
        x-ms-correlation-request-id: 7b1b3ed3-3a52-4f1f-9b5f-0d6d3a9a5d4c
        x-ms-routing-request-id: WESTEUROPE:20260101T000000Z:7b1b3ed3-3a52-4f1f-9b5f-0d6d3a9a5d4c
        Strict-Transport-Security: max-age=31536000; includeSubDomains
        X-Content-Type-Options: nosniff
        Date: Thu, 01 Jan 2026 00:00:00 GMT

        """
            .formatted(bytes.length)
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    var response = new byte[head.length + bytes.length];
    System.arraycopy(head, 0, response, 0, head.length);
    System.arraycopy(bytes, 0, response, head.length, bytes.length);
    try {
      return new KeepAliveServer(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "keep-alive-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var connection = listener.accept();
        connection.setTcpNoDelay(true);
        connections.add(connection);
        start(() -> serve(connection));
      } catch (IOException e) {
        // close() was called.
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var in = new BufferedInputStream(connection.getInputStream());
      while (skipRequest(in)) {
        connection.getOutputStream().write(response);
      }
    } catch (IOException e) {
      // The client closed the connection; the test checks the result.
    }
  }

  private static boolean skipRequest(InputStream in) throws IOException {
    var length = 0;
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.equals("\n")) {
        in.skipNBytes(length);
        return true;
      }
      if (line.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    return false;
  }

  /** Reads a line in lower case without carriage returns; empty at the end of the stream. */
  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var c = in.read(); c >= 0; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
      if (c == '\n') {
        break;
      }
    }
    return line.toString().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (var connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
