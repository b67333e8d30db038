package dev.msi4j.local.internal.entra;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;

/**
 * The claims of a token with a verified signature.
 *
 * @param generation the number of revocations of the principal at the time of issue
 */
record VerifiedToken(
    UUID objectId,
    String issuer,
    String audience,
    long generation,
    Instant notBefore,
    Instant expiresAt) {

  /**
   * Reads the claims.
   *
   * @throws ParseException if a required claim is missing or has another type
   */
  static VerifiedToken of(JWTClaimsSet claims) throws ParseException {
    var audiences = claims.getAudience();
    if (audiences.size() != 1) {
      throw new ParseException("aud", 0);
    }
    return new VerifiedToken(
        Guids.parse(text(claims, "oid")).orElseThrow(() -> new ParseException("oid", 0)),
        text(claims, "iss"),
        audiences.get(0),
        generation(claims),
        instant(claims, "nbf"),
        instant(claims, "exp"));
  }

  /**
   * Requires {@code iat}, which every token of this token service has, but does not evaluate it.
   */
  private static long generation(JWTClaimsSet claims) throws ParseException {
    instant(claims, "iat");
    var generation = claims.getLongClaim(AccessTokens.GENERATION);
    return generation == null ? 0 : generation;
  }

  private static String text(JWTClaimsSet claims, String name) throws ParseException {
    var text = claims.getStringClaim(name);
    if (text == null) {
      throw new ParseException(name, 0);
    }
    return text;
  }

  private static Instant instant(JWTClaimsSet claims, String name) throws ParseException {
    var date = claims.getDateClaim(name);
    if (date == null) {
      throw new ParseException(name, 0);
    }
    return date.toInstant();
  }
}
