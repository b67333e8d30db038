package dev.msi4j.federation;

import com.azure.core.exception.AzureException;

/**
 * Thrown if an awaited state is not reached in time. The cause is the error of the last attempt.
 */
public final class AwaitTimeoutException extends AzureException {
  private static final long serialVersionUID = 1;

  AwaitTimeoutException(String message, Throwable last) {
    super(message, last);
  }
}
