package dev.msi4j.local.internal.http;

import java.io.Serial;

/**
 * Signals that a request is rejected. Carries the error response in the format of the request's
 * protocol.
 */
public abstract class ErrorResponseException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** Creates an exception without a stack trace: it is a response, not a defect of the server. */
  public ErrorResponseException(String message) {
    super(message, null, false, false);
  }

  /**
   * Returns the error response.
   *
   * @param origin the origin under which the client reached this server
   */
  public abstract Response response(String origin);
}
