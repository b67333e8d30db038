package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.entra.TokenRejected.Reason;
import java.time.Instant;

/** What is said of tokens that are not good; every text is here. */
final class TokenErrors {
  private TokenErrors() {}

  static TokenRejected malformed() {
    return invalid("The access token is invalid.");
  }

  static TokenRejected algorithm() {
    return invalid("The access token is invalid: it is not signed with RS256.");
  }

  static TokenRejected unknownKey() {
    return invalid("The access token is invalid: its signing key is unknown.");
  }

  static TokenRejected signature() {
    return invalid("The access token is invalid: its signature does not fit.");
  }

  static TokenRejected notYetValid(Instant from) {
    return invalid("The access token is not valid before " + from + ".");
  }

  static TokenRejected issuer(String issuer) {
    return new TokenRejected(Reason.WRONG_ISSUER, issuer);
  }

  static TokenRejected audience(String audience) {
    return new TokenRejected(Reason.WRONG_AUDIENCE, audience);
  }

  static TokenRejected expired(Instant expiry, Instant now) {
    return new TokenRejected(
        Reason.EXPIRED,
        "The access token expiry UTC time '"
            + expiry
            + "' is earlier than current UTC time '"
            + now
            + "'.");
  }

  static TokenRejected principalGone() {
    return new TokenRejected(Reason.REVOKED, "The principal of the access token is gone.");
  }

  static TokenRejected revoked() {
    return new TokenRejected(Reason.REVOKED, "The access token has been revoked.");
  }

  private static TokenRejected invalid(String detail) {
    return new TokenRejected(Reason.INVALID, detail);
  }
}
