package dev.msi4j.http;

import java.io.IOException;

/** Reports that the body of a request is not as long as its Content-Length header says. */
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
