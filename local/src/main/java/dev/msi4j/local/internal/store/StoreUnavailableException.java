package dev.msi4j.local.internal.store;

import java.io.Serial;

/** The store can't be reached or written to now; it may be again soon. */
public final class StoreUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** When a client does well to try again. */
  public static final long RETRY_AFTER_SECONDS = 5;

  StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
