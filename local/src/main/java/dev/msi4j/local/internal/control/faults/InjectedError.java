package dev.msi4j.local.internal.control.faults;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The error that a request is to be refused with.
 *
 * @param code what clients tell errors apart by, or null for the usual one of the protocol
 * @param message null for the usual one of the protocol
 * @param retryAfter when the client is to try again, or null if it is not told
 * @param body the whole body, or null for an error in the shape of the protocol
 */
public record InjectedError(
    int status,
    @Nullable String code,
    @Nullable String message,
    @Nullable Duration retryAfter,
    @Nullable InjectedBody body) {
  /** The statuses below 400 that have no body. */
  private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

  /** Checks status, time, and that the members go together. */
  public InjectedError {
    if (body == null && (status < 400 || status > 599)) {
      throw new IllegalArgumentException("status is " + status + ": it must be from 400 to 599");
    }
    if (body != null && (status < 200 || status > 599 || WITHOUT_BODY.contains(status))) {
      throw new IllegalArgumentException(
          "status is " + status + ": with a body it must be from 200 to 599, not 204, 205 or 304");
    }
    if (body != null && (code != null || message != null)) {
      throw new IllegalArgumentException(
          "code and message are for an error in the shape of the protocol: leave them out where"
              + " there is a body");
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
