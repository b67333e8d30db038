package dev.msi4j.local.internal.entra.keys;

import java.io.Serial;

/** An issuer's documents can't be had, or are not what they must be; the message says why. */
public final class IssuerUnreachableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String reason;
  private final boolean ofIssuer;

  IssuerUnreachableException(String reason) {
    this(reason, true);
  }

  private IssuerUnreachableException(String reason, boolean ofIssuer) {
    // No stack trace: this is an answer.
    super(reason, null, false, false);
    this.reason = reason;
    this.ofIssuer = ofIssuer;
  }

  /** Returns a failure on this side, which says nothing of the issuer. */
  static IssuerUnreachableException here(String reason) {
    return new IssuerUnreachableException(reason, false);
  }

  /** Returns whether the issuer is to blame, so that it would fail again. */
  boolean isOfIssuer() {
    return ofIssuer;
  }

  /** What to tell the client. */
  public String reason() {
    return reason;
  }
}
