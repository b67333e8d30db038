package dev.msi4j.local.entra.issuers;

import java.io.Serial;

/** An issuer's documents can't be had, or are not what they must be; the message says why. */
public final class IssuerUnreachable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String reason;

  IssuerUnreachable(String reason) {
    // No stack trace: this is an answer.
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** What to tell the client. */
  public String reason() {
    return reason;
  }
}
