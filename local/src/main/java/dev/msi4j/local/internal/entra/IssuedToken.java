package dev.msi4j.local.internal.entra;

import java.time.Instant;
import java.util.HexFormat;

/**
 * An issued access token. The string form omits the token.
 *
 * @param value the signed JWT
 * @param audience the resource, as the client requested it
 */
public record IssuedToken(String value, String audience, Instant notBefore, Instant expiresAt) {
  /** Returns the hexadecimal SHA-256 of the token, by which clients identify a rejected token. */
  public String sha256() {
    return HexFormat.of().formatHex(Sha256.of(value));
  }

  /** Returns the lifetime in seconds. */
  public long lifetime() {
    return expiresAt.getEpochSecond() - notBefore.getEpochSecond();
  }

  @Override
  public String toString() {
    return "IssuedToken[audience=" + audience + ", expiresAt=" + expiresAt + "]";
  }
}
