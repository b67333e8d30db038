package dev.msi4j.http;

import java.io.IOException;

/** Reports that the length of a request's body differs from its Content-Length header. */
final class BodyLengthException extends IOException {
  private static final long serialVersionUID = 1L;

  BodyLengthException(long announced, long written) {
    super(
        "the Content-Length header of the request is "
            + announced
            + ", but its body has "
            + (written > announced ? "at least " : "")
            + written
            + " bytes");
  }
}
