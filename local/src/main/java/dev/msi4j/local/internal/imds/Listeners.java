package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.control.requests.RequestControl;
import dev.msi4j.local.internal.http.ExceptionHandler;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.HttpsListener;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Opens the loopback listeners of hosts and closes all open ones on {@link #close}. Thread-safe.
 */
final class Listeners implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final RequestControl control;
  private final Supplier<UUID> ids;
  private final List<HttpsListener> open = new ArrayList<>();
  private boolean closed;

  Listeners(RequestControl control, Supplier<UUID> ids) {
    this.control = control;
    this.ids = ids;
  }

  /** Opens a listener on a port; 0 picks a free one. */
  HttpsListener open(int port, String name, HostKind kind, Handler handler) {
    var address = new HttpsListener.Address(LOOPBACK, port, List.of(name));
    return register(() -> HttpsListener.startWithoutTls(address, guarded(kind, handler)));
  }

  HttpsListener openWithTls(SSLContext tls, HostKind kind, Handler handler) {
    var address = new HttpsListener.Address(LOOPBACK, 0, List.of("localhost"));
    return register(() -> HttpsListener.start(address, tls, guarded(kind, handler)));
  }

  /** Wraps a handler with the checks of every listener: Host header, faults, recording, errors. */
  ExceptionHandler guarded(HostKind kind, Handler handler) {
    var endpoint = new HostEndpoint(kind, new HostHeaderFilter(handler), control.faults(), ids);
    var recorded = control.recorder().recording(request -> kind.operation(), endpoint);
    return new ExceptionHandler(recorded, ids);
  }

  private synchronized HttpsListener register(Supplier<HttpsListener> start) {
    if (closed) {
      throw new IllegalStateException("cannot open a host: this local Azure is closed");
    }
    var listener = start.get();
    open.add(listener);
    return listener;
  }

  /** Closes a listener; does nothing if it is closed already. */
  void close(HttpsListener listener) {
    listener.close();
    unregister(listener);
  }

  private synchronized void unregister(HttpsListener listener) {
    open.remove(listener);
  }

  @Override
  public void close() {
    takeAll().forEach(HttpsListener::close);
  }

  /**
   * Returns the open listeners; they are closed outside the lock, which their requests may need.
   */
  private synchronized List<HttpsListener> takeAll() {
    closed = true;
    var all = List.copyOf(open);
    open.clear();
    return all;
  }
}
