package dev.msi4j.local.internal.entra.keys;

import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Caches the published keys of one issuer for the lifetime that its response sets. An unknown key
 * id triggers a new fetch, since the issuer may have rotated its keys, but at a limited rate.
 * Failures are cached for a short time. One thread at a time fetches; lookups of cached keys never
 * block. Thread-safe.
 */
final class JwksCache {
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);

  /** The lifetime of a cached failure. */
  private static final Duration FAILURE_LIFETIME = Duration.ofSeconds(10);

  private static final long MAX_WAIT_SECONDS = 15;

  /** The limit of waiting requests; each blocks a thread. */
  private static final int MAX_WAITING = 64;

  private final String issuer;
  private final OidcDiscovery documents;
  private final Clock clock;

  /** Held while fetching: concurrent requests need the same documents. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile Cached cached = new Cached(JsonWebKeySet.NONE, Instant.MIN, Instant.MIN, null);

  JwksCache(String issuer, OidcDiscovery documents, Clock clock) {
    this.issuer = issuer;
    this.documents = documents;
    this.clock = clock;
  }

  /**
   * The result of the last fetch.
   *
   * @param freshUntil the time at which the keys expire
   * @param nextFetch the earliest time of a fetch because of an unknown key or a failure
   * @param failure the failure of the last fetch; null if it succeeded
   */
  private record Cached(
      JsonWebKeySet keys,
      Instant freshUntil,
      Instant nextFetch,
      @Nullable IssuerUnreachableException failure) {

    /**
     * Returns whether a lookup needs no fetch: the key is cached, or a fetch is not allowed yet.
     */
    boolean isSufficient(String keyId, Instant now) {
      var isKnown = now.isBefore(freshUntil) && keys.find(keyId).isPresent();
      return isKnown || now.isBefore(nextFetch);
    }

    Optional<RSAPublicKey> find(String keyId, Instant now) {
      var found = now.isBefore(freshUntil) ? keys.find(keyId) : Optional.<RSAPublicKey>empty();
      if (found.isEmpty() && failure != null) {
        throw failure;
      }
      return found;
    }
  }

  Optional<RSAPublicKey> find(String keyId) {
    var now = clock.instant();
    var current = cached;
    if (current.isSufficient(keyId, now)) {
      return current.find(keyId, now);
    }
    lockForFetch();
    try {
      if (!cached.isSufficient(keyId, now)) {
        cached = fetch(cached, now);
      }
      return cached.find(keyId, now);
    } finally {
      lock.unlock();
    }
  }

  private void lockForFetch() {
    try {
      if (lock.getQueueLength() >= MAX_WAITING
          || !lock.tryLock(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw IssuerUnreachableException.ofThisServer(
            issuer + " is slow, and too many requests wait for its keys");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw IssuerUnreachableException.ofThisServer("interrupted while waiting for " + issuer);
    }
  }

  private Cached fetch(Cached last, Instant now) {
    try {
      var isFirst = !now.isBefore(last.freshUntil);
      var fetched = documents.fetch(issuer);
      // Only the first fetch can be followed at once by a fetch for an unknown key.
      var nextFetch = isFirst ? Instant.MIN : now.plus(BETWEEN_FETCHES);
      return new Cached(fetched.keys(), now.plus(fetched.lifetime()), nextFetch, null);
    } catch (IssuerUnreachableException e) {
      if (!e.isCausedByIssuer()) {
        throw e;
      }
      return new Cached(last.keys, last.freshUntil, now.plus(FAILURE_LIFETIME), e);
    }
  }
}
