package dev.msi4j.cli.demo;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs an action at a fixed rate until closed. */
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

  /** Stops the action; a second call has no effect. */
  void close() {
    executor.shutdownNow();
  }
}
