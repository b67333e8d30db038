package dev.msi4j.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes sockets whose write or TLS handshake takes too long, which a blocking socket cannot do
 * itself. Its one daemon thread exists only while there is something to watch.
 */
final class Timers implements AutoCloseable {
  private static final Duration THREAD_IDLE_TIMEOUT = Duration.ofSeconds(5);

  private final ScheduledThreadPoolExecutor executor;

  Timers() {
    executor = new ScheduledThreadPoolExecutor(1, new DaemonThreads());
    // After close() the sockets are closed anyway.
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
