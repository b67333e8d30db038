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
 * The tokens of managed identities. As in Azure they live for a day and are kept: whoever asks
 * again gets the same one, until little of it is left. So a role or a group in a token lags, and an
 * answer is a lookup. Safe for threads.
 */
final class TokenCache {
  private static final Duration LIFETIME = Duration.ofHours(24);

  /** Clients take a token for expired five minutes before it is; they must get another by then. */
  private static final Duration NEARLY_OVER = Duration.ofMinutes(10);

  /** When there are more tokens than this, forgetting all of them costs little. */
  private static final int REMEMBERED = 10_000;

  private final AccessTokens tokens;
  private final ServerOrigins origins;
  private final Clock clock;
  private final Map<Key, Kept> kept = new ConcurrentHashMap<>();

  TokenCache(AccessTokens tokens, ServerOrigins origins, Clock clock) {
    this.tokens = tokens;
    this.origins = origins;
    this.clock = clock;
  }

  /**
   * A token of a principal that is there now.
   *
   * @param host the resource that asks, which the token names too
   * @param rejected the SHA-256, in hexadecimal, of a token that a resource has rejected: it is
   *     replaced if it is the one that is kept
   */
  HostToken of(
      Principal principal, TargetResource resource, String host, Optional<String> rejected) {
    var now = clock.instant();
    if (kept.size() >= REMEMBERED) {
      kept.clear();
    }
    var current =
        kept.compute(
            new Key(principal.objectId(), resource, host),
            (key, known) ->
                known != null && known.isGood(principal, now) && !known.isOneOf(rejected)
                    ? known
                    : new Kept(principal, issue(principal, key)));
    return new HostToken(principal, current.token, now);
  }

  private IssuedToken issue(Principal principal, Key key) {
    return tokens.issue(
        principal,
        key.resource,
        origins.canonical(),
        ClientAuthenticationMethod.SIGNATURE,
        LIFETIME,
        Map.of("xms_az_rid", AccessTokens.asClaimed(key.host)));
  }

  private record Key(UUID principalId, TargetResource resource, String host) {}

  /** A token and the principal as it was then: a revocation since makes it another one. */
  private record Kept(Principal principal, IssuedToken token) {
    boolean isGood(Principal current, Instant now) {
      return principal.equals(current) && now.isBefore(token.expiresAt().minus(NEARLY_OVER));
    }

    boolean isOneOf(Optional<String> hashes) {
      return hashes.filter(token.sha256()::equalsIgnoreCase).isPresent();
    }
  }
}
