package dev.msi4j.local.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.Callback;

/** An answer that a client does not get, or not whole, since its connection breaks. */
final class FaultyResponseWriter {
  private final EndPoint connection;

  FaultyResponseWriter(EndPoint connection) {
    this.connection = connection;
  }

  void write(Response answer, org.eclipse.jetty.server.Response target, Callback callback) {
    var bytes = answer.body().bytes();
    if (answer.delivery() == ResponseFault.RESET || bytes.length == 0) {
      reset(callback);
    } else {
      JettyAdapter.writeHead(answer, target);
      target.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
      var half = ByteBuffer.wrap(bytes, 0, bytes.length / 2);
      target.write(false, half, Callback.from(() -> end(callback), callback::failed));
    }
  }

  /** Ends the connection as if its other side had gone, with TLS none the wiser. */
  private void reset(Callback callback) {
    // With TLS, what is below the connection is another one.
    var below = connection.getTransport();
    var transport = below instanceof EndPoint plain ? plain.getTransport() : below;
    if (transport instanceof SocketChannel channel) {
      reset(channel);
    }
    end(callback);
  }

  /** Without lingering, a close is a reset. */
  private static void reset(SocketChannel channel) {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the connection can't be reset", e);
    }
  }

  private static void end(Callback callback) {
    callback.failed(new EofException("the connection breaks on request"));
  }
}
