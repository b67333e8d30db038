package dev.msi4j.federation;

import com.azure.core.exception.AzureException;

/** What was awaited did not come in time; the cause is what came last. */
public final class AwaitTimeoutException extends AzureException {
  private static final long serialVersionUID = 1;

  AwaitTimeoutException(String message, Throwable last) {
    super(message, last);
  }
}
