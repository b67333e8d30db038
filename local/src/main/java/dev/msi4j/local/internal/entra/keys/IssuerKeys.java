package dev.msi4j.local.internal.entra.keys;

import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the keys of issuers: registered ones first, then what the issuer publishes. Thread-safe.
 */
public final class IssuerKeys {
  /** Only issuers that some identity trusts get here, so there are never many. */
  private static final int REMEMBERED = 1_000;

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
   * The key that an issuer signs with under an id.
   *
   * @throws IssuerUnreachableException if the issuer's documents can't be had
   */
  public Optional<RSAPublicKey> find(String issuer, String keyId) {
    var known = registered.keys(issuer);
    return known.isPresent() ? known.get().find(keyId) : published(issuer).find(keyId);
  }

  private JwksCache published(String issuer) {
    if (published.size() >= REMEMBERED) {
      published.clear();
    }
    return published.computeIfAbsent(issuer, url -> new JwksCache(url, documents, clock));
  }
}
