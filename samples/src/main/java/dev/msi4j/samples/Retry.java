package dev.msi4j.samples;

import com.azure.core.exception.HttpResponseException;
import java.time.Duration;
import java.util.function.Supplier;

/** Tries again what is not allowed yet. */
final class Retry {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int FORBIDDEN = 403;

  private Retry() {}

  /**
   * Returns what comes of it once it is allowed.
   *
   * @param most how long to try; nothing is tried again after that
   * @throws HttpResponseException if it is still not allowed then, or fails for another reason
   */
  static <T> T untilAllowed(Duration most, Supplier<T> attempt) {
    long end = System.nanoTime() + most.toNanos();
    while (true) {
      try {
        return attempt.get();
      } catch (HttpResponseException exception) {
        boolean isOver = System.nanoTime() + PAUSE.toNanos() > end;
        if (isOver || exception.getResponse().getStatusCode() != FORBIDDEN) {
          throw exception;
        }
        sleep(PAUSE);
      }
    }
  }

  /** Pauses; an interrupt ends it. */
  static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
