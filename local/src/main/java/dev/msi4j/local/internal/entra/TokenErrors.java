package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.entra.InvalidTokenException.Reason;
import java.time.Instant;

/** The errors for invalid access tokens. */
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
    return invalid("The access token is invalid: its signature is invalid.");
  }

  static InvalidTokenException notYetValid(Instant notBefore) {
    return invalid("The access token is not valid before " + notBefore + ".");
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

  static InvalidTokenException principalDeleted() {
    return new InvalidTokenException(
        Reason.REVOKED, "The principal of the access token has been deleted.");
  }

  static InvalidTokenException revoked() {
    return new InvalidTokenException(Reason.REVOKED, "The access token has been revoked.");
  }

  private static InvalidTokenException invalid(String detail) {
    return new InvalidTokenException(Reason.INVALID, detail);
  }
}
