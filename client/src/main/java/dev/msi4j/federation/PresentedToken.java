package dev.msi4j.federation;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an external token, for {@link FederationClient#diagnose}. Immutable. The token is
 * neither verified nor stored, and no message contains the token or a usable part of it.
 */
public final class PresentedToken {
  private final Map<String, Object> claims;

  private PresentedToken(Map<String, Object> claims) {
    this.claims = claims;
  }

  /**
   * Creates a token with the given claims.
   *
   * @param issuer the {@code iss} claim
   * @param subject the {@code sub} claim
   * @param audience the {@code aud} claim
   * @return the token
   */
  public static PresentedToken of(String issuer, String subject, String audience) {
    return new PresentedToken(
        Map.of(
            "iss",
            Preconditions.requireNonNull("issuer", issuer),
            "sub",
            Preconditions.requireNonNull("subject", subject),
            "aud",
            Preconditions.requireNonNull("audience", audience)));
  }

  /**
   * Parses the claims of a token without verifying the token.
   *
   * @param token a signed JSON Web Token in compact form (RFC 7519)
   * @return the claims of the token
   * @throws IllegalArgumentException if the text is not a JSON Web Token; the message does not
   *     contain the text
   */
  public static PresentedToken parse(String token) {
    var parts = Preconditions.requireNonNull("token", token).strip().split("\\.", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "token (not shown) must be three parts separated by dots; number of parts:  "
              + parts.length);
    }
    byte[] payload;
    try {
      payload = Base64.getUrlDecoder().decode(parts[1]);
    } catch (IllegalArgumentException e) {
      // The cause would contain the token.
      throw unreadable();
    }
    try (JsonReader json = JsonProviders.createReader(payload)) {
      if (json.readUntyped() instanceof Map<?, ?> members) {
        var claims = new HashMap<String, Object>();
        members.forEach((name, value) -> {
          if (value != null) {
            claims.put(String.valueOf(name), value);
          }
        });
        return new PresentedToken(claims);
      }
    } catch (IOException | RuntimeException e) {
      throw unreadable();
    }
    throw unreadable();
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "token (not shown) must have a base64url-encoded JSON object as second part");
  }

  /**
   * Returns the issuer.
   *
   * @return the {@code iss} claim; empty if the token has no issuer
   */
  public String issuer() {
    return Objects.requireNonNullElse(text("iss"), "");
  }

  /**
   * Returns the subject.
   *
   * @return the {@code sub} claim; empty if the token has no subject
   */
  public String subject() {
    return Objects.requireNonNullElse(text("sub"), "");
  }

  /**
   * Returns the audiences.
   *
   * @return the {@code aud} claim; empty if the token has no audience
   */
  public List<String> audiences() {
    var audience = claims.get("aud");
    if (audience instanceof List<?> several) {
      return several.stream().map(String::valueOf).toList();
    }
    return audience == null ? List.of() : List.of(audience.toString());
  }

  /** Returns all claims by name. */
  Map<String, Object> claims() {
    return claims;
  }

  boolean isExpired(Instant now) {
    var expires = time("exp");
    return expires != null && !expires.isAfter(now);
  }

  boolean isEarly(Instant now) {
    var notBefore = time("nbf");
    return notBefore != null && notBefore.isAfter(now);
  }

  @Nullable Instant time(String claim) {
    return claims.get(claim) instanceof Number seconds
        ? Instant.ofEpochSecond(seconds.longValue())
        : null;
  }

  private @Nullable String text(String claim) {
    return claims.get(claim) instanceof String text ? text : null;
  }

  /** Returns issuer, subject and audiences in one line. */
  @Override
  public String toString() {
    return "issuer '" + issuer() + "', subject '" + subject() + "', audience " + audiences();
  }
}
