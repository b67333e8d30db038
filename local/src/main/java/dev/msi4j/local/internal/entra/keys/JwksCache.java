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
 * Caches the keys that one issuer publishes, for as long as it says. A token with a key that is not
 * among them may be signed with a new one, so they are fetched again, but not for every such token.
 * A failure is cached too, for a short while. One request at a time fetches; requests for cached
 * keys never wait for it.
 */
final class JwksCache {
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);

  /** How long a failed fetch answers for the next ones, so that a dead issuer costs little. */
  private static final Duration FAILURE_LIFETIME = Duration.ofSeconds(10);

  private static final long LONGEST_WAIT_SECONDS = 15;

  /** Each holds the thread of a request. */
  private static final int MOST_WAITING = 64;

  private final String issuer;
  private final OidcDiscovery documents;
  private final Clock clock;

  /** Held while fetching: the requests that come meanwhile need the same documents. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile Cached cached = new Cached(JsonWebKeySet.NONE, Instant.MIN, Instant.MIN, null);

  JwksCache(String issuer, OidcDiscovery documents, Clock clock) {
    this.issuer = issuer;
    this.documents = documents;
    this.clock = clock;
  }

  /**
   * The outcome of the last fetch.
   *
   * @param freshUntil when the keys have to be fetched again
   * @param nextFetch when they may be fetched again for the sake of an unknown key or a failure
   * @param failure why the last fetch failed; null if it did not
   */
  private record Cached(
      JsonWebKeySet keys,
      Instant freshUntil,
      Instant nextFetch,
      @Nullable IssuerUnreachableException failure) {

    /** Returns whether this answers for a key, as it is or by a failure. */
    boolean isEnough(String keyId, Instant now) {
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
    var known = cached;
    if (known.isEnough(keyId, now)) {
      return known.find(keyId, now);
    }
    lockForFetch();
    try {
      if (!cached.isEnough(keyId, now)) {
        cached = fetch(cached, now);
      }
      return cached.find(keyId, now);
    } finally {
      lock.unlock();
    }
  }

  private void lockForFetch() {
    try {
      if (lock.getQueueLength() >= MOST_WAITING
          || !lock.tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw IssuerUnreachableException.here(
            issuer + " is slow, and other requests wait for it already");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw IssuerUnreachableException.here("interrupted while waiting for " + issuer);
    }
  }

  private Cached fetch(Cached last, Instant now) {
    try {
      var isFirst = !now.isBefore(last.freshUntil);
      var fetched = documents.fetch(issuer);
      // A fetch for an unknown key is followed by none for a while; the first one may be.
      var nextFetch = isFirst ? Instant.MIN : now.plus(BETWEEN_FETCHES);
      return new Cached(fetched.keys(), now.plus(fetched.life()), nextFetch, null);
    } catch (IssuerUnreachableException e) {
      if (!e.isOfIssuer()) {
        throw e;
      }
      return new Cached(last.keys, last.freshUntil, now.plus(FAILURE_LIFETIME), e);
    }
  }
}
