package dev.msi4j.local.internal.control.faults;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The error response of an injected fault.
 *
 * @param code the error code, or null for the default of the status
 * @param message the error message, or null for the default of the status
 * @param retryAfter the value of the Retry-After header in whole seconds, or null for no header
 * @param body the whole body, or null for an error in the format of the protocol
 */
public record InjectedError(
    int status,
    @Nullable String code,
    @Nullable String message,
    @Nullable Duration retryAfter,
    @Nullable InjectedBody body) {
  /** The statuses below 400 that have no body. */
  private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

  /** Checks the values and their combination. */
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
          "code and message are for an error in the format of the protocol: omit them if the fault has"
              + " a body");
    }
    if (retryAfter != null && (retryAfter.isNegative() || !isWhole(retryAfter))) {
      throw new IllegalArgumentException(
          "retryAfter is " + retryAfter + ": it must be whole seconds, 0 or more");
    }
  }

  private static boolean isWhole(Duration time) {
    return time.equals(time.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Returns whether a retry can succeed. */
  public boolean isTransient() {
    return status == 429 || status >= 500;
  }

  /** Returns the code, or a default if it is null. */
  public String codeOr(String defaultCode) {
    return code == null ? defaultCode : code;
  }

  /** Returns the message, or a default if it is null. */
  public String messageOr(String defaultMessage) {
    return message == null ? defaultMessage : message;
  }
}
