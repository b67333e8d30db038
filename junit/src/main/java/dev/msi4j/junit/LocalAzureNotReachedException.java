package dev.msi4j.junit;

/**
 * A test failed because the code under test did not reach the local Azure. The message says which
 * server it tried and what to change; the cause is the exception of the test.
 */
public final class LocalAzureNotReachedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LocalAzureNotReachedException(String message, Throwable cause) {
    super(message, cause);
  }
}
