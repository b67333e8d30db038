package dev.msi4j.http;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolEntry;
import org.jspecify.annotations.Nullable;

/** A connection that one exchange uses until the connection returns to the pool or is closed. */
final class Lease {
  private final ConnectionPool pool;
  private final PoolEntry<Route, PooledConnection> entry;
  private final PooledConnection connection;
  private final boolean reused;
  private final AtomicBoolean ended = new AtomicBoolean();

  Lease(
      ConnectionPool pool,
      PoolEntry<Route, PooledConnection> entry,
      PooledConnection connection,
      boolean reused) {
    this.pool = pool;
    this.entry = entry;
    this.connection = connection;
    this.reused = reused;
  }

  PooledConnection connection() {
    return connection;
  }

  /** Returns whether the client was closed, and this connection with it. */
  boolean isClientClosed() {
    return pool.isClosed();
  }

  /** Returns whether an exchange before this one used the connection. */
  boolean isReused() {
    return reused;
  }

  /**
   * Returns the connection to the pool after a complete exchange.
   *
   * @param keepAlive the time that the server keeps the connection open, in nanoseconds; null if
   *     unknown
   */
  void release(@Nullable Long keepAlive) {
    if (ended.compareAndSet(false, true)) {
      pool.release(entry, pool.markIdle(connection, keepAlive));
    }
  }

  /** Closes the connection after a complete exchange. */
  void close() {
    if (ended.compareAndSet(false, true)) {
      pool.release(entry, false);
    }
  }

  /** Closes the connection at once, during an exchange. Any thread may call this method. */
  void abort() {
    if (ended.compareAndSet(false, true)) {
      entry.discardConnection(CloseMode.IMMEDIATE);
      pool.release(entry, false);
    }
  }
}
