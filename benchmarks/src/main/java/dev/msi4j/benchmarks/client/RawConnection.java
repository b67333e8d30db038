package dev.msi4j.benchmarks.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An HTTP/1.1 connection on a blocking socket, with the bytes of the last response. */
public final class RawConnection implements AutoCloseable {
  private static final byte[] HEADER_END = ascii("\r\n\r\n");
  private static final byte[] CONTENT_LENGTH = ascii("\r\nContent-Length: ");
  private static final int STATUS_START = "HTTP/1.1 ".length();
  private static final int TAIL = 512;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private byte[] buffer = new byte[16_384];
  private int body;
  private int end;

  /**
   * Creates a connection.
   *
   * @param socket a connected socket
   * @throws IOException if the socket is closed
   */
  public RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Sends a request and reads its response.
   *
   * @param request the bytes of the request
   * @return the status of the response
   * @throws IOException if the connection fails, or the response has no Content-Length header
   */
  public int exchange(byte[] request) throws IOException {
    out.write(request);
    end = 0;
    var header = -1;
    while (header < 0) {
      fill();
      header = Bytes.indexOf(buffer, 0, end, HEADER_END);
    }
    body = header + HEADER_END.length;
    var length = body + contentLength();
    if (length > buffer.length) {
      buffer = Arrays.copyOf(buffer, length);
    }
    while (end < length) {
      fill();
    }
    return number(STATUS_START);
  }

  private void fill() throws IOException {
    var read = in.read(buffer, end, buffer.length - end);
    if (read < 0) {
      throw new EOFException("the server closed the connection");
    }
    end += read;
  }

  private int contentLength() throws IOException {
    var header = Bytes.indexOf(buffer, 0, body, CONTENT_LENGTH);
    if (header < 0) {
      throw new IOException(
          "the response has no Content-Length: "
              + new String(buffer, 0, body, StandardCharsets.US_ASCII));
    }
    return number(header + CONTENT_LENGTH.length);
  }

  private int number(int start) {
    var number = 0;
    for (var i = start; buffer[i] >= '0' && buffer[i] <= '9'; i++) {
      number = number * 10 + buffer[i] - '0';
    }
    return number;
  }

  /** Returns the body of the response. */
  public String body() {
    return new String(buffer, body, end - body, StandardCharsets.UTF_8);
  }

  /** Returns text of the body that follows a part of it. */
  String textAfter(byte[] part, int length) {
    var start = Bytes.indexOf(buffer, body, end, part) + part.length;
    return new String(buffer, start, length, StandardCharsets.US_ASCII);
  }

  /** Returns how often the body contains a part. */
  int count(byte[] part) {
    var count = 0;
    for (var at = body; (at = Bytes.indexOf(buffer, at, end, part)) >= 0; at += part.length) {
      count++;
    }
    return count;
  }

  /** Returns the end of the body after a part that is near the end, or an empty text. */
  String tailAfter(byte[] part) {
    var at = Bytes.indexOf(buffer, Math.max(body, end - TAIL), end, part);
    return at < 0
        ? ""
        : new String(buffer, at + part.length, end - at - part.length, StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
