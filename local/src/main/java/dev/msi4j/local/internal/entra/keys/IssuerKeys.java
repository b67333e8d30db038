package dev.msi4j.local.internal.entra.keys;

import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks up the signing keys of issuers: registered keys first, then published keys. Thread-safe.
 */
public final class IssuerKeys {
  /** The limit of cached issuers; only issuers that an identity trusts are looked up. */
  private static final int MAX_ISSUERS = 1_000;

  private final RegisteredIssuers registered;
  private final OidcDiscovery documents;
  private final Clock clock;
  private final Map<String, JwksCache> published = new ConcurrentHashMap<>();

  public IssuerKeys(RegisteredIssuers registered, OidcDiscovery documents, Clock clock) {
    this.registered = registered;
    this.documents = documents;
    this.clock = clock;
  }

  /**
   * Returns the key of an issuer with an id; empty if the issuer has no such key.
   *
   * @throws IssuerUnreachableException if the issuer's documents cannot be fetched or are invalid
   */
  public Optional<RSAPublicKey> find(String issuer, String keyId) {
    var keys = registered.keys(issuer);
    return keys.isPresent() ? keys.get().find(keyId) : published(issuer).find(keyId);
  }

  private JwksCache published(String issuer) {
    if (published.size() >= MAX_ISSUERS) {
      published.clear();
    }
    return published.computeIfAbsent(issuer, url -> new JwksCache(url, documents, clock));
  }
}
