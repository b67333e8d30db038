package dev.msi4j.verification.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection for raw bytes, including invalid HTTP. */
final class RawConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int SMALL_BUFFER = 4 << 10;
  private static final int MAX_RESPONSE = 64 << 10;

  private final Socket socket;

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MILLIS);
  }

  static RawConnection tls(NonRetryingClient client) throws IOException {
    return new RawConnection(
        client
            .tls()
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), client.port()));
  }

  /** Opens a TLS connection with a small receive buffer. */
  static RawConnection narrow(NonRetryingClient client) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(SMALL_BUFFER);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), client.port()));
    return new RawConnection(
        client.tls().getSocketFactory().createSocket(socket, "localhost", client.port(), true));
  }

  static RawConnection plain(NonRetryingClient client) throws IOException {
    return new RawConnection(new Socket(InetAddress.getLoopbackAddress(), client.port()));
  }

  RawConnection send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  RawConnection send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Closes the output side of the connection. */
  RawConnection endOutput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /**
   * Reads until the end of the connection.
   *
   * @return the response; empty if the connection is closed or reset without one
   * @throws AssertionError if the server neither responds nor closes the connection in time
   */
  String response() throws IOException {
    try {
      return new String(
          socket.getInputStream().readNBytes(MAX_RESPONSE), StandardCharsets.ISO_8859_1);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no response and no end of the connection within 20 s", e);
    } catch (IOException e) {
      // A reset or a TLS alert counts as a closed connection.
      return "";
    }
  }

  /** Reads one response of a connection that stays open and returns its headers. */
  String head() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      var next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("the connection ended after: " + head);
      }
      head.append((char) next);
    }
    var length = head.toString().replaceFirst("(?is).*content-length: (\\d+).*", "$1");
    socket.getInputStream().readNBytes(Integer.parseInt(length));
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
