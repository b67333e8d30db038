package dev.msi4j.local.internal.store;

import java.io.Serial;

/** Signals a temporary outage of the store. */
public final class StoreUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** The delay after which a client should retry. */
  public static final long RETRY_AFTER_SECONDS = 5;

  StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
