package dev.msi4j.local.internal.http;

import java.io.Serial;

/**
 * A request that is not served, and the answer that says why in the words of the protocol it came
 * by.
 */
public abstract class ErrorResponseException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** No stack trace: a refusal is an answer, not a fault of this server. */
  public ErrorResponseException(String message) {
    super(message, null, false, false);
  }

  /**
   * The answer.
   *
   * @param origin where the client reached this server
   */
  public abstract Response answer(String origin);
}
