package dev.msi4j;

import com.azure.core.util.BinaryData;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The scripted behavior of a {@link ScriptedServer} for one request: the response and its faults.
 *
 * @param announced the value of Content-Length; the length of the body if null
 * @param sent the number of body bytes to send before the connection is closed; all if null
 * @param reset whether the connection is reset instead of closed
 * @param until the event to await before the response; none if null
 */
record Exchange(
    int status,
    List<String> headers,
    BinaryData body,
    @Nullable Integer announced,
    @Nullable Integer sent,
    boolean reset,
    @Nullable CountDownLatch until) {
  private static final int NO_STATUS = 0;

  static Exchange json(int status, String json) {
    return response(status, "application/json; charset=utf-8", json);
  }

  static Exchange html(int status, String html) {
    return response(status, "text/html", html);
  }

  /** Returns a response with compressed JSON, which most HTTP clients decompress. */
  static Exchange gzip(int status, byte[] compressed) {
    var headers = List.of("Content-Type: application/json", "Content-Encoding: gzip");
    var body = BinaryData.fromBytes(compressed);
    return new Exchange(status, headers, body, null, null, false, null);
  }

  static Exchange empty(int status) {
    return new Exchange(status, List.of(), BinaryData.fromString(""), null, null, false, null);
  }

  /** Returns a connection reset without a response. */
  static Exchange connectionReset() {
    return new Exchange(NO_STATUS, List.of(), BinaryData.fromString(""), null, null, true, null);
  }

  /** Returns a closed connection without a response. */
  static Exchange connectionClosed() {
    return empty(NO_STATUS);
  }

  private static Exchange response(int status, String contentType, String body) {
    return new Exchange(
        status,
        List.of("Content-Type: " + contentType),
        BinaryData.fromString(body),
        null,
        null,
        false,
        null);
  }

  Exchange header(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(name + ": " + value);
    return new Exchange(status, List.copyOf(more), body, announced, sent, reset, until);
  }

  Exchange announcing(int length) {
    return new Exchange(status, headers, body, length, sent, reset, until);
  }

  Exchange closedAfter(int bytes) {
    return new Exchange(status, headers, body, announced, bytes, false, until);
  }

  Exchange resetAfter(int bytes) {
    return new Exchange(status, headers, body, announced, bytes, true, until);
  }

  Exchange onceRequested(CountDownLatch event) {
    return new Exchange(status, headers, body, announced, sent, reset, event);
  }

  /** Performs the exchange; the caller closes the connection. */
  void play(Socket connection) throws IOException, InterruptedException {
    if (until != null) {
      until.await();
    }
    if (status != NO_STATUS) {
      sendResponse(connection.getOutputStream());
    }
    if (reset) {
      connection.setSoLinger(true, 0);
    }
  }

  private void sendResponse(OutputStream out) throws IOException {
    byte[] bytes = body.toBytes();
    var head = new StringBuilder("HTTP/1.1 ").append(status).append(" Scripted\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    if (status != 204) {
      int length = announced == null ? bytes.length : announced;
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    // One request per connection, so that no HTTP client retries on a second connection.
    head.append("Connection: close\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
    out.write(bytes, 0, sent == null ? bytes.length : sent);
    out.flush();
  }
}
