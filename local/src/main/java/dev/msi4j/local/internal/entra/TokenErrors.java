package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.entra.InvalidTokenException.Reason;
import java.time.Instant;

/** What is said of tokens that are not good; every text is here. */
final class TokenErrors {
  private TokenErrors() {}

  static InvalidTokenException malformed() {
    return invalid("The access token is invalid.");
  }

  static InvalidTokenException algorithm() {
    return invalid("The access token is invalid: it is not signed with RS256.");
  }

  static InvalidTokenException unknownKey() {
    return invalid("The access token is invalid: its signing key is unknown.");
  }

  static InvalidTokenException signature() {
    return invalid("The access token is invalid: its signature does not fit.");
  }

  static InvalidTokenException notYetValid(Instant from) {
    return invalid("The access token is not valid before " + from + ".");
  }

  static InvalidTokenException issuer(String issuer) {
    return new InvalidTokenException(Reason.WRONG_ISSUER, issuer);
  }

  static InvalidTokenException audience(String audience) {
    return new InvalidTokenException(Reason.WRONG_AUDIENCE, audience);
  }

  static InvalidTokenException expired(Instant expiry, Instant now) {
    return new InvalidTokenException(
        Reason.EXPIRED,
        "The access token expiry UTC time '"
            + expiry
            + "' is earlier than current UTC time '"
            + now
            + "'.");
  }

  static InvalidTokenException principalGone() {
    return new InvalidTokenException(Reason.REVOKED, "The principal of the access token is gone.");
  }

  static InvalidTokenException revoked() {
    return new InvalidTokenException(Reason.REVOKED, "The access token has been revoked.");
  }

  private static InvalidTokenException invalid(String detail) {
    return new InvalidTokenException(Reason.INVALID, detail);
  }
}
