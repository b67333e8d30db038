package dev.msi4j.samples;

import com.azure.core.exception.HttpResponseException;
import java.time.Duration;
import java.util.function.Supplier;

/** Retries requests until a role assignment takes effect. */
final class Retry {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int FORBIDDEN = 403;

  private Retry() {}

  /**
   * Returns the result of the first attempt that is not rejected with 403.
   *
   * @param timeout the longest time to retry; zero for a single attempt
   * @throws HttpResponseException if the last attempt is rejected, or fails for another reason
   */
  static <T> T untilAllowed(Duration timeout, Supplier<T> attempt) {
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      try {
        return attempt.get();
      } catch (HttpResponseException exception) {
        boolean isExpired = System.nanoTime() + PAUSE.toNanos() > end;
        if (isExpired || exception.getResponse().getStatusCode() != FORBIDDEN) {
          throw exception;
        }
        sleep(PAUSE);
      }
    }
  }

  /** Sleeps; an interrupt ends the wait with an exception. */
  static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
