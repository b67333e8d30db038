package dev.msi4j.local;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a token of a {@link LocalIssuer} is to say. Immutable: each method returns another value.
 */
public final class TokenClaims {
  /** The audience that Azure's public cloud expects. */
  public static final String AUDIENCE = "api://AzureADTokenExchange";

  private static final Duration USUAL_LIFE = Duration.ofMinutes(10);

  private final Map<String, Object> claims;
  private final Duration lifetime;

  private TokenClaims(Map<String, Object> claims, Duration lifetime) {
    this.claims = Collections.unmodifiableMap(claims);
    this.lifetime = lifetime;
  }

  /** A token about a subject, for {@link #AUDIENCE}, for ten minutes. */
  public static TokenClaims of(String subject) {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("sub", subject);
    claims.put("aud", AUDIENCE);
    return new TokenClaims(claims, USUAL_LIFE);
  }

  /** The same, for another audience. */
  public TokenClaims audience(String audience) {
    return claim("aud", audience);
  }

  /** The same, for so long from when it is issued. */
  public TokenClaims lifetime(Duration lifetime) {
    return new TokenClaims(claims, lifetime);
  }

  /**
   * The same with another claim, which counts even where the issuer has its own, such as {@code
   * exp}.
   *
   * @param value a text, a number, a boolean, or a list or a map of these
   */
  public TokenClaims claim(String name, Object value) {
    var more = new LinkedHashMap<>(claims);
    more.put(name, value);
    return new TokenClaims(more, lifetime);
  }

  /** For how long the token is valid. */
  public Duration lifetime() {
    return lifetime;
  }

  /** The claims by name. */
  public Map<String, Object> asMap() {
    return claims;
  }
}
