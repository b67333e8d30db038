package dev.msi4j.cli.vm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Forwards connections from one address to another until closed. Either side can be a Unix domain
 * socket, which connects two network namespaces.
 */
final class TcpForwarder implements AutoCloseable {
  private static final int BUFFER = 16 << 10;

  private final ServerSocketChannel from;
  private final SocketAddress to;
  private final Thread accepting;

  private TcpForwarder(ServerSocketChannel from, SocketAddress to) {
    this.from = from;
    this.to = to;
    accepting = inBackground("relay", this::accept);
  }

  /** Starts to listen on an address. */
  static TcpForwarder start(SocketAddress from, SocketAddress to) {
    try {
      var listening =
          from instanceof UnixDomainSocketAddress
              ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
              : ServerSocketChannel.open();
      listening.bind(from);
      return new TcpForwarder(listening, to);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + from, e);
    }
  }

  /** Parses an address: {@code HOST:PORT} or the path of a socket. */
  static SocketAddress address(String text) {
    if (text.startsWith("/")) {
      return UnixDomainSocketAddress.of(text);
    }
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  /** Returns the listen address. */
  SocketAddress address() {
    try {
      return from.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (true) {
      try {
        var client = from.accept();
        inBackground("relay-connection", () -> connect(client));
      } catch (ClosedChannelException e) {
        // close() was called.
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void connect(SocketChannel client) {
    try (client;
        var server = SocketChannel.open(to)) {
      var back = inBackground("relay-back", () -> pump(server, client));
      pump(client, server);
      back.join();
    } catch (IOException e) {
      // The target is unreachable: the client sees a closed connection.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Copies until the source ends, then shuts the target's output down. */
  private static void pump(SocketChannel source, SocketChannel target) {
    var buffer = ByteBuffer.allocate(BUFFER);
    try {
      while (source.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          target.write(buffer);
        }
        buffer.clear();
      }
      target.shutdownOutput();
    } catch (AsynchronousCloseException e) {
      return;
    } catch (IOException e) {
      // An error on one side closes both.
      close(source);
      close(target);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread inBackground(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() {
    try {
      from.close();
      // The system keeps the socket open while a thread is blocked in accept().
      accepting.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
