package dev.msi4j.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Schedules the timeouts of writes and TLS handshakes, which a blocking socket does not support.
 * Has one daemon thread, which ends when it is idle.
 */
final class Timers implements AutoCloseable {
  private static final Duration THREAD_IDLE_TIMEOUT = Duration.ofSeconds(5);

  private final ScheduledThreadPoolExecutor executor;

  Timers() {
    executor = new ScheduledThreadPoolExecutor(1, new DaemonThreads());
    // close() also closes the sockets, so their timeouts have no effect any more.
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(THREAD_IDLE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  private static final class DaemonThreads implements ThreadFactory {
    @Override
    public Thread newThread(Runnable task) {
      var thread = new Thread(task, "msi4j-http-timer");
      thread.setDaemon(true);
      return thread;
    }
  }

  /** Runs an action later, unless the returned future is cancelled before. */
  Future<?> schedule(Runnable action, long milliseconds) {
    return executor.schedule(action, milliseconds, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
