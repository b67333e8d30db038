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

/** Injects connection faults: drops or truncates a response and closes the connection. */
final class FaultyResponseWriter {
  private final EndPoint connection;

  FaultyResponseWriter(EndPoint connection) {
    this.connection = connection;
  }

  void write(Response response, org.eclipse.jetty.server.Response target, Callback callback) {
    var bytes = response.body().bytes();
    if (response.fault() == ResponseFault.RESET || bytes.length == 0) {
      reset(callback);
    } else {
      JettyAdapter.writeHead(response, target);
      target.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
      var half = ByteBuffer.wrap(bytes, 0, bytes.length / 2);
      target.write(false, half, Callback.from(() -> end(callback), callback::failed));
    }
  }

  /** Resets the TCP connection without a TLS close notification. */
  private void reset(Callback callback) {
    // With TLS, the transport of the connection is the endpoint of the TCP connection.
    var lower = connection.getTransport();
    var transport = lower instanceof EndPoint tcp ? tcp.getTransport() : lower;
    if (transport instanceof SocketChannel channel) {
      reset(channel);
    }
    end(callback);
  }

  /** Closes a channel with SO_LINGER 0, which sends a TCP reset. */
  private static void reset(SocketChannel channel) {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the connection cannot be reset", e);
    }
  }

  private static void end(Callback callback) {
    callback.failed(new EofException("connection closed by an injected fault"));
  }
}
