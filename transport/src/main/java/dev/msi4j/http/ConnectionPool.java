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
 * Leases connections, at most so many for a host and in total. The bookkeeping is the engine's;
 * what this class adds is which idle connections are still good.
 */
final class ConnectionPool implements AutoCloseable {
  /** A connection that was used less long ago is not tested before it is used again. */
  private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);

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

  /** What a request needs of its connection. */
  enum Freshness {
    /** Any that is probably good: the request can be repeated on another. */
    ANY,
    /** A new one, or one that was tested just now. */
    TESTED,
    /** A new one. */
    NEW
  }

  /**
   * Leases a connection, and opens it if there is none.
   *
   * @throws PoolTimeoutException if none becomes free in time
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
      giveBack(future);
      throw new InterruptedIOException("interrupted while waiting for a free connection");
    } catch (TimeoutException | ExecutionException e) {
      giveBack(future);
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

  /** Withdraws a request for a connection; one that came at the last moment goes back. */
  private void giveBack(Future<PoolEntry<Route, PooledConnection>> future) {
    if (!future.cancel(true) && !future.isCancelled()) {
      try {
        pool.release(future.get(), true);
      } catch (InterruptedException e) {
        throw new AssertionError("a completed future does not wait", e);
      } catch (ExecutionException e) {
        // It failed: there is nothing to give back.
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
            && ((freshness == Freshness.ANY && connection.idleTime(now) < TRUSTED_NANOS)
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
   * @param keepAlive how long the server keeps it open, in nanoseconds; null if unknown
   * @return false if it must be closed
   */
  boolean markIdle(PooledConnection connection, @Nullable Long keepAlive) {
    return connection.markIdle(
        settings.nanoTime().getAsLong(),
        keepAlive == null ? idleNanos : Math.min(keepAlive, idleNanos));
  }

  /** Closes what has been idle for too long; looks for it now and then as requests come. */
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

  /** Closes all connections, also those that are in use, and ends all waits for one. */
  @Override
  public void close() {
    pool.close(CloseMode.IMMEDIATE);
    waiting.values().forEach(future -> future.cancel(true));
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the HTTP client is closed");
  }
}
