package dev.msi4j.local;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Claims and lifetime of a token of a {@link LocalIssuer}. Immutable: each method returns a new
 * value.
 */
public final class TokenClaims {
  /** The audience of federated tokens that Azure's public cloud recommends. */
  public static final String AUDIENCE = "api://AzureADTokenExchange";

  private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(10);

  private final Map<String, Object> claims;
  private final Duration lifetime;

  private TokenClaims(Map<String, Object> claims, Duration lifetime) {
    this.claims = Collections.unmodifiableMap(claims);
    this.lifetime = lifetime;
  }

  /**
   * Returns claims with a subject and the audience {@link #AUDIENCE}, valid for 10 minutes.
   *
   * @param subject the claim {@code sub}
   * @return the claims
   */
  public static TokenClaims of(String subject) {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("sub", subject);
    claims.put("aud", AUDIENCE);
    return new TokenClaims(claims, DEFAULT_LIFETIME);
  }

  /**
   * Sets the audience.
   *
   * @param audience the claim {@code aud}
   * @return a new value
   */
  public TokenClaims audience(String audience) {
    return claim("aud", audience);
  }

  /**
   * Sets the lifetime.
   *
   * @param lifetime the time from issue to expiry (default: 10 minutes)
   * @return a new value
   */
  public TokenClaims lifetime(Duration lifetime) {
    return new TokenClaims(claims, lifetime);
  }

  /**
   * Sets a claim. The claim overrides a claim that the issuer sets, such as {@code exp}.
   *
   * @param name the name of the claim
   * @param value a string, a number, a boolean, or a list or a map of these
   * @return a new value
   */
  public TokenClaims claim(String name, Object value) {
    var more = new LinkedHashMap<>(claims);
    more.put(name, value);
    return new TokenClaims(more, lifetime);
  }

  /**
   * Returns the lifetime of the token.
   *
   * @return the time from issue to expiry
   */
  public Duration lifetime() {
    return lifetime;
  }

  /**
   * Returns the claims.
   *
   * @return an unmodifiable map from names to values
   */
  public Map<String, Object> asMap() {
    return claims;
  }
}
