package dev.msi4j.local.internal.entra;

import java.io.Serial;

/** A token that is not good for what it is used for. Its message never holds the token. */
public final class InvalidTokenException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** Why a token is not good. */
  public enum Reason {
    /** It is no JWT of ours: not signed, not by our key, or not like our tokens. */
    INVALID,
    /** It is by another issuer, which the detail names. */
    WRONG_ISSUER,
    /** It is for another audience, which the detail names. */
    WRONG_AUDIENCE,
    /** Its time is over. */
    EXPIRED,
    /** Its principal is gone, or its tokens have been revoked. */
    REVOKED
  }

  private final Reason reason;
  private final String detail;

  InvalidTokenException(Reason reason, String detail) {
    // No stack trace: this is an answer, and a flood of bad tokens must stay cheap.
    super(reason + ": " + detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** What to tell the caller. */
  public String detail() {
    return detail;
  }
}
