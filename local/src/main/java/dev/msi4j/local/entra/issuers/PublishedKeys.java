package dev.msi4j.local.entra.issuers;

import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys that one issuer publishes, kept for as long as it says. A token with a key that is not
 * among them may be signed with a new one, so they are fetched again, but not for every such token.
 */
final class PublishedKeys {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final long LONGEST_WAIT_SECONDS = 15;

  private final String issuer;
  private final IssuerDocuments documents;
  private final Clock clock;

  /** Held while fetching: those who ask meanwhile want the same documents. */
  private final ReentrantLock lock = new ReentrantLock();

  private PublicKeys keys = PublicKeys.NONE;
  private Instant freshUntil = Instant.MIN;
  private Instant nextLook = Instant.MIN;

  PublishedKeys(String issuer, IssuerDocuments documents, Clock clock) {
    this.issuer = issuer;
    this.documents = documents;
    this.clock = clock;
  }

  Optional<RSAPublicKey> find(String keyId) {
    try {
      if (!lock.tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IssuerUnreachable(issuer + " is slow, and others wait for it already");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IssuerUnreachable("interrupted while waiting for " + issuer);
    }
    try {
      return current(keyId);
    } finally {
      lock.unlock();
    }
  }

  private Optional<RSAPublicKey> current(String keyId) {
    var now = clock.instant();
    if (!now.isBefore(freshUntil)) {
      fetch(now);
    } else if (keys.find(keyId).isEmpty() && !now.isBefore(nextLook)) {
      nextLook = now.plus(BETWEEN_LOOKS);
      fetch(now);
    }
    return keys.find(keyId);
  }

  private void fetch(Instant now) {
    var fetched = documents.fetch(issuer);
    keys = fetched.keys();
    freshUntil = now.plus(fetched.life());
  }
}
