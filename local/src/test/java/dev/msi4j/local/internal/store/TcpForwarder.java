package dev.msi4j.local.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Forwards TCP connections to a server and simulates outages. Thread-safe. */
public final class TcpForwarder implements AutoCloseable {
  private final int port;
  private final ServerSocket handler;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Object state = new Object();
  private boolean cut;
  private boolean heldUp;

  private TcpForwarder(int port, ServerSocket handler) {
    this.port = port;
    this.handler = handler;
  }

  /** Creates a forwarder to a port on loopback. */
  public static TcpForwarder to(int port) {
    try {
      var tcpForwarder =
          new TcpForwarder(port, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      tcpForwarder.threads.execute(tcpForwarder::accept);
      return tcpForwarder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the port to connect to. */
  public int port() {
    return handler.getLocalPort();
  }

  /** Closes all connections and rejects new ones. */
  public void cut() {
    setState(true, false);
    open.forEach(TcpForwarder::close);
  }

  /** Keeps connections open but forwards nothing, like an unresponsive server. */
  public void holdUp() {
    setState(false, true);
  }

  public void mend() {
    setState(false, false);
  }

  private void setState(boolean isCut, boolean isHeldUp) {
    synchronized (state) {
      cut = isCut;
      heldUp = isHeldUp;
      state.notifyAll();
    }
  }

  private boolean isCut() {
    synchronized (state) {
      return cut;
    }
  }

  private void awaitOpen() throws InterruptedException {
    synchronized (state) {
      while (heldUp) {
        state.wait();
      }
    }
  }

  private void accept() {
    try {
      while (true) {
        var here = handler.accept();
        open.add(here);
        if (isCut()) {
          close(here);
        } else {
          var existing = new Socket(InetAddress.getLoopbackAddress(), port);
          open.add(existing);
          threads.execute(() -> copy(here, existing));
          threads.execute(() -> copy(existing, here));
        }
      }
    } catch (IOException e) {
      // The server socket is closed: stop.
      open.forEach(TcpForwarder::close);
    }
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      var piece = new byte[8192];
      for (var length = in.read(piece); length >= 0; length = in.read(piece)) {
        awaitOpen();
        out.write(piece, 0, length);
      }
    } catch (IOException e) {
      // One side closed the connection: the other side is closed as well.
      open.remove(from);
    } catch (InterruptedException e) {
      // Interrupted: stop.
      Thread.currentThread().interrupt();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      handler.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
    threads.shutdownNow();
  }
}
