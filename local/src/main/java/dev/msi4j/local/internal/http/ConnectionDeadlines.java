package dev.msi4j.local.internal.http;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.CyclicTimeouts;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections that exceed the time limit of a step. Jetty limits idle time only, so a client
 * that sends or reads one byte from time to time could hold a connection forever. A connection has
 * at most one deadline, for its current step, and none while the handler runs. Thread-safe.
 */
final class ConnectionDeadlines extends CyclicTimeouts<ConnectionDeadlines.Step>
    implements Connection.Listener {
  private final Map<Connection, Step> steps = new ConcurrentHashMap<>();
  private final Executor threads;
  private final HttpsListener.Limits limits;

  /**
   * Creates deadlines.
   *
   * @param threads the executor of the actions that end a step
   */
  ConnectionDeadlines(Scheduler scheduler, Executor threads, HttpsListener.Limits limits) {
    super(scheduler);
    this.threads = threads;
    this.limits = limits;
  }

  /**
   * The current step of a connection.
   *
   * @param due the deadline, by {@link NanoTime}
   * @param timeout runs when the deadline passes
   */
  record Step(Connection connection, long due, Runnable timeout)
      implements CyclicTimeouts.Expirable {
    @Override
    public long getExpireNanoTime() {
      return due;
    }
  }

  @Override
  public void onOpened(Connection connection) {
    // The TLS connection under an HTTP connection has no requests.
    if (connection instanceof ConnectionMetaData) {
      awaitHead(connection);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    steps.remove(connection);
  }

  /**
   * Starts the deadline for the head of the next request. It starts when the connection is opened,
   * before the TLS handshake, or when the previous response ends. Jetty does not report the first
   * byte of a head, so the limit is the idle time plus the transfer time.
   */
  void awaitHead(Connection connection) {
    start(
        connection,
        limits.idle().plus(limits.transfer()),
        () -> close(connection, "reading a request head"));
  }

  /** Starts the deadline for a request body; the body fails after it. */
  void awaitBody(Connection connection, AsyncBodyReader body) {
    start(
        connection,
        limits.transfer(),
        () -> body.fail(new TimeoutException("reading a request body takes too long")));
  }

  /** Starts the deadline for the client to read the response. */
  void awaitResponse(Connection connection) {
    start(connection, limits.transfer(), () -> close(connection, "writing a response"));
  }

  private void start(Connection connection, Duration limit, Runnable timeout) {
    var step = new Step(connection, NanoTime.now() + limit.toNanos(), timeout);
    steps.put(connection, step);
    schedule(step);
  }

  /** Removes the deadline of a connection. */
  void clear(Connection connection) {
    steps.remove(connection);
  }

  private static void close(Connection connection, String step) {
    connection.getEndPoint().close(new TimeoutException(step + " takes too long"));
  }

  @Override
  protected Iterator<Step> iterator() {
    return steps.values().iterator();
  }

  @Override
  protected boolean onExpired(Step step) {
    // Removes this step only: the iterator would also remove a step that has just started.
    if (steps.remove(step.connection, step)) {
      threads.execute(step.timeout);
    }
    return false;
  }
}
