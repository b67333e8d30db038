package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.control.faults.FaultInjector;
import dev.msi4j.local.internal.http.ExceptionHandler;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.HttpsListener;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Opens listeners of hosts on loopback, and closes those that are left at the end. */
final class Listeners implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final FaultInjector faults;
  private final Supplier<UUID> ids;
  private final List<HttpsListener> open = new ArrayList<>();
  private boolean closed;

  Listeners(FaultInjector faults, Supplier<UUID> ids) {
    this.faults = faults;
    this.ids = ids;
  }

  /** Listens on a port; 0 takes any that is free. */
  HttpsListener open(int port, String name, HostKind kind, Handler handler) {
    var address = new HttpsListener.Address(LOOPBACK, port, List.of(name));
    return remember(() -> HttpsListener.startWithoutTls(address, guarded(kind, handler)));
  }

  HttpsListener openWithTls(SSLContext tls, HostKind kind, Handler handler) {
    var address = new HttpsListener.Address(LOOPBACK, 0, List.of("localhost"));
    return remember(() -> HttpsListener.start(address, tls, guarded(kind, handler)));
  }

  /** A handler as it is behind every listener: for loopback alone, and with shaped refusals. */
  ExceptionHandler guarded(HostKind kind, Handler handler) {
    var endpoint = new HostEndpoint(kind, new HostHeaderFilter(handler), faults, ids);
    return new ExceptionHandler(endpoint, ids);
  }

  private synchronized HttpsListener remember(Supplier<HttpsListener> start) {
    if (closed) {
      throw new IllegalStateException("this local Azure is closed: no host can be opened");
    }
    var listener = start.get();
    open.add(listener);
    return listener;
  }

  /** Closes one of them; does nothing if it is closed. */
  void close(HttpsListener listener) {
    listener.close();
    forget(listener);
  }

  private synchronized void forget(HttpsListener listener) {
    open.remove(listener);
  }

  @Override
  public void close() {
    closeForGood().forEach(HttpsListener::close);
  }

  /** Those that are left; not closed here, since a request under way may want to open another. */
  private synchronized List<HttpsListener> closeForGood() {
    closed = true;
    var left = List.copyOf(open);
    open.clear();
    return left;
  }
}
