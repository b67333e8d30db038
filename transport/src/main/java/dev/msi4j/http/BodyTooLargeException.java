package dev.msi4j.http;

import java.io.IOException;

/** Reports that the body of a response exceeds the limit. */
final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLargeException(OutgoingRequest request, long limit) {
    super(
        request
            + ": the body of the response is larger than "
            + limit
            + " bytes (maxResponseBodySize)");
  }
}
