package dev.msi4j.local.internal.http;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.CyclicTimeouts;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends what takes too long on a connection. Jetty ends silence only, so whoever sends or takes a
 * byte now and then would stay for ever. A connection has one deadline at a time, for the step it
 * is at; none while its request is being answered.
 */
final class ConnectionDeadlines extends CyclicTimeouts<ConnectionDeadlines.Step>
    implements Connection.Listener {
  private final Map<Connection, Step> steps = new ConcurrentHashMap<>();
  private final Executor threads;
  private final HttpsListener.Limits limits;

  /**
   * @param threads run what ends a step
   */
  ConnectionDeadlines(Scheduler scheduler, Executor threads, HttpsListener.Limits limits) {
    super(scheduler);
    this.threads = threads;
    this.limits = limits;
  }

  /** Where a connection is: until when, and what happens then. */
  record Step(Connection connection, long due, Runnable end) implements CyclicTimeouts.Expirable {
    @Override
    public long getExpireNanoTime() {
      return due;
    }
  }

  @Override
  public void onOpened(Connection connection) {
    // The one below it, of TLS, has no requests.
    if (connection instanceof ConnectionMetaData) {
      awaitHead(connection);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    steps.remove(connection);
  }

  /**
   * The connection ends unless the head of a request is there in time, which begins with the
   * connection, before the TLS handshake, or with the end of the answer before. When the first byte
   * of a head comes nobody knows, so it may be silent for as long as any, and then begin.
   */
  void awaitHead(Connection connection) {
    begin(
        connection,
        limits.idle().plus(limits.transfer()),
        () -> end(connection, "the head of a request"));
  }

  /** The body of a request fails unless it is there in time. */
  void awaitBody(Connection connection, Content.Source body) {
    begin(connection, limits.transfer(), () -> body.fail(new TimeoutException("slow body")));
  }

  /** The connection ends unless its other side takes the answer in time. */
  void awaitTaken(Connection connection) {
    begin(connection, limits.transfer(), () -> end(connection, "taking an answer"));
  }

  private void begin(Connection connection, Duration time, Runnable end) {
    var step = new Step(connection, NanoTime.now() + time.toNanos(), end);
    steps.put(connection, step);
    schedule(step);
  }

  /** The step the connection is at has come to its end. */
  void clear(Connection connection) {
    steps.remove(connection);
  }

  private static void end(Connection connection, String what) {
    connection.getEndPoint().close(new TimeoutException(what + " takes too long"));
  }

  @Override
  protected Iterator<Step> iterator() {
    return steps.values().iterator();
  }

  @Override
  protected boolean onExpired(Step step) {
    // Not by the iterator, which would also remove a step that has just begun.
    if (steps.remove(step.connection, step)) {
      threads.execute(step.end);
    }
    return false;
  }
}
