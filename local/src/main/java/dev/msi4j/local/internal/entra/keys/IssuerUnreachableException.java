package dev.msi4j.local.internal.entra.keys;

import java.io.Serial;

/** Thrown if an issuer's documents cannot be fetched or are invalid; the message has the reason. */
public final class IssuerUnreachableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String reason;
  private final boolean causedByIssuer;

  IssuerUnreachableException(String reason) {
    this(reason, true);
  }

  private IssuerUnreachableException(String reason, boolean causedByIssuer) {
    // No stack trace: this is an expected outcome of a request.
    super(reason, null, false, false);
    this.reason = reason;
    this.causedByIssuer = causedByIssuer;
  }

  /** Returns an exception for a cause on this server, which must not be cached for the issuer. */
  static IssuerUnreachableException ofThisServer(String reason) {
    return new IssuerUnreachableException(reason, false);
  }

  /** Returns whether the issuer caused the failure, so that the next fetch would fail, too. */
  boolean isCausedByIssuer() {
    return causedByIssuer;
  }

  /** Returns the reason, for the client. */
  public String reason() {
    return reason;
  }
}
