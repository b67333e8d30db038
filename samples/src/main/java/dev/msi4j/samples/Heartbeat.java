package dev.msi4j.samples;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something again and again until it is closed. */
final class Heartbeat {
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Heartbeat::thread);

  Heartbeat(Runnable beat, Duration interval) {
    long millis = interval.toMillis();
    var unused = executor.scheduleAtFixedRate(beat, millis, millis, TimeUnit.MILLISECONDS);
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "heartbeat");
    thread.setDaemon(true);
    return thread;
  }

  /** No beat begins after this; closing twice does nothing more. */
  void close() {
    executor.shutdownNow();
  }
}
