package dev.msi4j.local.internal.entra;

import java.io.Serial;

/** Thrown if an access token is not valid. The message never holds the token. */
public final class InvalidTokenException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** The reason why a token is not valid. */
  public enum Reason {
    /** Not a JWT of this token service: malformed, not signed, or signed with another key. */
    INVALID,
    /** Another issuer; the detail names it. */
    WRONG_ISSUER,
    /** Another audience; the detail names it. */
    WRONG_AUDIENCE,
    /** Expired. */
    EXPIRED,
    /** The principal is deleted, or its tokens are revoked. */
    REVOKED
  }

  private final Reason reason;
  private final String detail;

  InvalidTokenException(Reason reason, String detail) {
    // No stack trace: invalid tokens are expected input, and rejecting them must be cheap.
    super(reason + ": " + detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  /** Returns the reason. */
  public Reason reason() {
    return reason;
  }

  /** Returns the message for the caller, or the issuer or audience of the token. */
  public String detail() {
    return detail;
  }
}
