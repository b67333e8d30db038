package dev.msi4j.verification.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection to a server, for what no client would send. */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int NARROW = 4 << 10;
  private static final int MOST_ANSWER = 64 << 10;

  private final Socket socket;

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  static Wire tls(Caller caller) throws IOException {
    return new Wire(
        caller
            .tls()
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), caller.port()));
  }

  /** One that has room for little that it has not read. */
  static Wire narrow(Caller caller) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(NARROW);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), caller.port()));
    return new Wire(
        caller.tls().getSocketFactory().createSocket(socket, "localhost", caller.port(), true));
  }

  static Wire plain(Caller caller) throws IOException {
    return new Wire(new Socket(InetAddress.getLoopbackAddress(), caller.port()));
  }

  Wire send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  Wire send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Says that nothing more will come. */
  Wire endOutput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /**
   * The answer and the end of the connection, or as much of it as comes.
   *
   * @return the text; empty if the connection ends or breaks without one
   * @throws AssertionError if neither an answer nor an end comes
   */
  String answer() throws IOException {
    try {
      return new String(
          socket.getInputStream().readNBytes(MOST_ANSWER), StandardCharsets.ISO_8859_1);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("neither an answer nor an end in 20 s", e);
    } catch (IOException e) {
      // Reset, or a TLS alert: closed is closed.
      return "";
    }
  }

  /** One answer of a connection that stays. */
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
