package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.entra.AccessTokens;
import dev.msi4j.local.internal.entra.ClientAuthenticationMethod;
import dev.msi4j.local.internal.entra.IssuedToken;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.entra.ServerOrigins;
import dev.msi4j.local.internal.entra.TargetResource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Caches the tokens of managed identities. As in Azure, a token is valid for a day, and repeated
 * requests return the same token until it is about to expire. Changes of roles and groups take
 * effect with the next token. Thread-safe.
 */
final class TokenCache {
  private static final Duration LIFETIME = Duration.ofHours(24);

  /** The remaining lifetime for renewal; clients request a new token five minutes before expiry. */
  private static final Duration RENEWAL_MARGIN = Duration.ofMinutes(10);

  /** The size at which the cache is cleared. */
  private static final int MAX_CACHED = 10_000;

  private final AccessTokens tokens;
  private final ServerOrigins origins;
  private final Clock clock;
  private final Map<Key, CachedToken> cache = new ConcurrentHashMap<>();

  TokenCache(AccessTokens tokens, ServerOrigins origins, Clock clock) {
    this.tokens = tokens;
    this.origins = origins;
    this.clock = clock;
  }

  /**
   * Returns the cached or a new token of an existing principal.
   *
   * @param host the resource id of the requesting host, which the token holds as a claim
   * @param rejected the hexadecimal SHA-256 of a token that a resource rejected; this token is
   *     replaced if it is cached
   */
  HostToken get(
      Principal principal, TargetResource resource, String host, Optional<String> rejected) {
    var now = clock.instant();
    if (cache.size() >= MAX_CACHED) {
      cache.clear();
    }
    var current =
        cache.compute(
            new Key(principal.objectId(), resource, host),
            (key, cached) ->
                cached != null && cached.isValid(principal, now) && !cached.hasHash(rejected)
                    ? cached
                    : new CachedToken(principal, issue(principal, key)));
    return new HostToken(principal, current.token, now);
  }

  private IssuedToken issue(Principal principal, Key key) {
    return tokens.issue(
        principal,
        key.resource,
        origins.canonical(),
        ClientAuthenticationMethod.SIGNATURE,
        LIFETIME,
        Map.of(AccessTokens.HOST, AccessTokens.toClaim(key.host)));
  }

  private record Key(UUID principalId, TargetResource resource, String host) {}

  /** A token and its principal at the time of issue; a revocation changes the principal. */
  private record CachedToken(Principal principal, IssuedToken token) {
    boolean isValid(Principal current, Instant now) {
      return principal.equals(current) && now.isBefore(token.expiresAt().minus(RENEWAL_MARGIN));
    }

    boolean hasHash(Optional<String> hash) {
      return hash.filter(token.sha256()::equalsIgnoreCase).isPresent();
    }
  }
}
