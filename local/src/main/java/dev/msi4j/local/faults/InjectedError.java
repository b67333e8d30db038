package dev.msi4j.local.faults;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The error that a request is to be refused with.
 *
 * @param code what clients tell errors apart by, or null for the usual one of the protocol
 * @param message null for the usual one of the protocol
 * @param retryAfter when the client is to try again, or null if it is not told
 */
public record InjectedError(
    int status, @Nullable String code, @Nullable String message, @Nullable Duration retryAfter) {

  /** Checks status and time. */
  public InjectedError {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status is " + status + ": it must be from 400 to 599");
    }
    if (retryAfter != null && (retryAfter.isNegative() || !isWhole(retryAfter))) {
      throw new IllegalArgumentException(
          "retryAfter is " + retryAfter + ": it must be whole seconds, 0 or more");
    }
  }

  private static boolean isWhole(Duration time) {
    return time.equals(time.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Whether trying again may help. */
  public boolean isTransient() {
    return status == 429 || status >= 500;
  }

  /** The code, or else the usual one. */
  public String codeOr(String usual) {
    return code == null ? usual : code;
  }

  /** The message, or else the usual one. */
  public String messageOr(String usual) {
    return message == null ? usual : message;
  }
}
