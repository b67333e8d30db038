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
 * What a token from outside says of itself, for {@link FederationClient#diagnose}. Immutable. The
 * token itself is neither verified nor kept, and no message has it or a part that could stand for
 * it.
 */
public final class PresentedToken {
  private final Map<String, Object> claims;

  private PresentedToken(Map<String, Object> claims) {
    this.claims = claims;
  }

  /** Returns a token with these claims. */
  public static PresentedToken of(String issuer, String subject, String audience) {
    return new PresentedToken(
        Map.of(
            "iss",
            Checks.present("issuer", issuer),
            "sub",
            Checks.present("subject", subject),
            "aud",
            Checks.present("audience", audience)));
  }

  /**
   * Reads a token's claims and does not verify it.
   *
   * @param token a signed JSON web token
   * @throws IllegalArgumentException if it is none
   */
  public static PresentedToken parse(String token) {
    var parts = Checks.present("token", token).strip().split("\\.", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "token (not shown) must be three parts with dots between, and has " + parts.length);
    }
    byte[] payload;
    try {
      payload = Base64.getUrlDecoder().decode(parts[1]);
    } catch (IllegalArgumentException e) {
      // The cause would quote the token.
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
        "token (not shown) must have a JSON object, encoded by base64url, for its second part");
  }

  /** Returns the issuer; empty if the token has none. */
  public String issuer() {
    return Objects.requireNonNullElse(text("iss"), "");
  }

  /** Returns the subject; empty if the token has none. */
  public String subject() {
    return Objects.requireNonNullElse(text("sub"), "");
  }

  /** Returns the audiences; empty if the token has none. */
  public List<String> audiences() {
    var audience = claims.get("aud");
    if (audience instanceof List<?> several) {
      return several.stream().map(String::valueOf).toList();
    }
    return audience == null ? List.of() : List.of(audience.toString());
  }

  /** Returns all claims by their names. */
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
