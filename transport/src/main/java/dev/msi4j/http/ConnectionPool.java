package dev.msi4j.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.pool.StrictConnPool;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Leases connections within the limits per host and in total. The pool of HttpComponents Core
 * counts the connections; this class decides whether an idle connection can be used again.
 */
final class ConnectionPool implements AutoCloseable {
  /** Idle time below which a connection is used again without a test. */
  private static final long UNTESTED_IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Settings settings;
  private final Connector connector;
  private final StrictConnPool<Route, PooledConnection> pool;
  private final Map<Thread, Future<?>> waiting = new ConcurrentHashMap<>();
  private final Timeout acquireTimeout;
  private final long idleNanos;
  private final AtomicLong nextSweep;

  ConnectionPool(Settings settings, Connector connector) {
    this.settings = settings;
    this.connector = connector;
    this.pool =
        new StrictConnPool<>(
            settings.maxConnectionsPerHost(),
            settings.maxConnections(),
            TimeValue.NEG_ONE_MILLISECOND,
            PoolReusePolicy.LIFO,
            null);
    this.acquireTimeout = Timeout.ofMilliseconds(settings.acquireTimeout().toMillis());
    this.idleNanos =
        settings.connectionIdleTimeout().isZero()
            ? Long.MAX_VALUE
            : settings.connectionIdleTimeout().toNanos();
    this.nextSweep = new AtomicLong(settings.nanoTime().getAsLong() + idleNanos);
  }

  /** The requirement of a request on its connection. */
  enum Freshness {
    /** A connection that is probably open. The request can be repeated on another connection. */
    ANY,
    /** A new connection, or an idle connection that passed a test. */
    TESTED,
    /** A new connection. */
    NEW
  }

  /**
   * Leases an idle connection, or opens a new one.
   *
   * @throws PoolTimeoutException if no connection becomes free within the acquire timeout
   * @throws InterruptedIOException if the thread is interrupted while it waits
   * @throws IllegalStateException if the pool is closed
   * @throws IOException if no connection can be opened
   */
  Lease lease(Route route, Freshness freshness) throws IOException {
    closeExpired();
    var entry = acquire(route);
    try {
      var connection = reusable(entry, freshness);
      var reused = connection != null;
      if (connection == null) {
        connection = connector.connect(route);
        entry.assignConnection(connection);
      }
      if (pool.isShutdown()) {
        throw closed();
      }
      return new Lease(this, entry, connection, reused);
    } catch (IOException | RuntimeException | Error e) {
      release(entry, false);
      throw e;
    }
  }

  private PoolEntry<Route, PooledConnection> acquire(Route route) throws IOException {
    if (pool.isShutdown()) {
      throw closed();
    }
    var future = pool.lease(route, null, acquireTimeout, null);
    try {
      if (future.isDone()) {
        return future.get();
      }
      waiting.put(Thread.currentThread(), future);
      if (pool.isShutdown()) {
        throw closed();
      }
      return acquireTimeout.isDisabled()
          ? future.get()
          : future.get(acquireTimeout.toMilliseconds(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      withdraw(future);
      throw new InterruptedIOException("interrupted while waiting for a free connection");
    } catch (TimeoutException | ExecutionException e) {
      withdraw(future);
      throw new PoolTimeoutException(route, settings);
    } catch (CancellationException e) {
      if (pool.isShutdown()) {
        throw closed();
      }
      throw new InterruptedIOException("interrupted while waiting for a free connection");
    } finally {
      waiting.remove(Thread.currentThread());
    }
  }

  /**
   * Cancels a wait for a connection. A connection that was leased meanwhile returns to the pool.
   */
  private void withdraw(Future<PoolEntry<Route, PooledConnection>> future) {
    if (!future.cancel(true) && !future.isCancelled()) {
      try {
        pool.release(future.get(), true);
      } catch (InterruptedException e) {
        throw new AssertionError("a completed future does not wait", e);
      } catch (ExecutionException e) {
        // The lease failed, so no connection returns to the pool.
      }
    }
  }

  private @Nullable PooledConnection reusable(
      PoolEntry<Route, PooledConnection> entry, Freshness freshness) {
    var connection = entry.getConnection();
    if (connection == null) {
      return null;
    }
    var now = settings.nanoTime().getAsLong();
    var good =
        freshness != Freshness.NEW
            && connection.isOpen()
            && !connection.isExpired(now)
            && ((freshness == Freshness.ANY && connection.idleTime(now) < UNTESTED_IDLE_NANOS)
                || connection.socket().isQuiet());
    if (good) {
      return connection;
    }
    entry.discardConnection(CloseMode.GRACEFUL);
    return null;
  }

  /** Returns a connection to the pool. */
  void release(PoolEntry<Route, PooledConnection> entry, boolean reusable) {
    if (pool.isShutdown()) {
      entry.discardConnection(CloseMode.IMMEDIATE);
    }
    pool.release(entry, reusable);
  }

  /**
   * Marks a connection as idle.
   *
   * @param keepAlive the time that the server keeps the connection open, in nanoseconds; null if
   *     unknown
   * @return false if the connection must be closed
   */
  boolean markIdle(PooledConnection connection, @Nullable Long keepAlive) {
    return connection.markIdle(
        settings.nanoTime().getAsLong(),
        keepAlive == null ? idleNanos : Math.min(keepAlive, idleNanos));
  }

  /**
   * Closes expired idle connections. Runs during requests, at most every quarter of the timeout.
   */
  private void closeExpired() {
    if (idleNanos == Long.MAX_VALUE) {
      return;
    }
    var now = settings.nanoTime().getAsLong();
    var due = nextSweep.get();
    if (now - due >= 0 && nextSweep.compareAndSet(due, now + idleNanos / 4)) {
      pool.enumAvailable(entry -> {
        var connection = entry.getConnection();
        if (connection != null && connection.isExpired(now)) {
          entry.discardConnection(CloseMode.GRACEFUL);
        }
      });
    }
  }

  boolean isClosed() {
    return pool.isShutdown();
  }

  int leased() {
    return pool.getTotalStats().getLeased();
  }

  int available() {
    return pool.getTotalStats().getAvailable();
  }

  /** Closes all connections, including leased ones, and ends all waits for a connection. */
  @Override
  public void close() {
    pool.close(CloseMode.IMMEDIATE);
    waiting.values().forEach(future -> future.cancel(true));
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the HTTP client is closed");
  }
}
