package dev.msi4j.http;

import java.io.IOException;

/** Reports that the head of a response exceeds the limit. */
final class HeaderTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  HeaderTooLargeException(int limit) {
    super(
        "the header of the response is larger than "
            + limit
            + " bytes (maxResponseHeaderSize), interim responses included");
  }
}
