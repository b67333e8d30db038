package dev.msi4j.local.internal.entra;

import java.time.Instant;
import java.util.HexFormat;

/**
 * An access token. Its string form leaves the token out.
 *
 * @param value the signed JWT
 * @param audience the resource it is for, as it was asked for
 */
public record IssuedToken(String value, String audience, Instant notBefore, Instant expiresAt) {
  /** Returns the SHA-256 of the token in hexadecimal, by which clients name a rejected token. */
  public String sha256() {
    return HexFormat.of().formatHex(Sha256.of(value));
  }

  /** For how many seconds it is valid. */
  public long lifetime() {
    return expiresAt.getEpochSecond() - notBefore.getEpochSecond();
  }

  @Override
  public String toString() {
    return "IssuedToken[audience=" + audience + ", expiresAt=" + expiresAt + "]";
  }
}
