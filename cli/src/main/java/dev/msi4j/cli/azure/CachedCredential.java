package dev.msi4j.cli.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** A credential that keeps its tokens in a {@link PersistentTokenCache}. Thread-safe. */
final class CachedCredential implements TokenCredential {
  private final PersistentTokenCache cache;
  private final List<String> account;
  private final Supplier<TokenCredential> credential;

  /**
   * Creates a credential.
   *
   * @param account what the tokens depend on besides the scope
   * @param credential creates the credential that signs in; called only if a token is missing
   */
  CachedCredential(
      PersistentTokenCache cache, List<String> account, Supplier<TokenCredential> credential) {
    this.cache = cache;
    this.account = List.copyOf(account);
    this.credential = credential;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    // Claims are requested because Azure has rejected the token without them.
    return request.getClaims() == null
        ? cache.get(key(request)).orElseGet(() -> renew(request))
        : renew(request);
  }

  /** Signs in, and returns a new token. */
  AccessToken renew(TokenRequestContext request) {
    var token = credential.get().getTokenSync(request);
    cache.put(key(request), token);
    return token;
  }

  private String key(TokenRequestContext request) {
    var parts = new ArrayList<>(account);
    parts.addAll(request.getScopes());
    return PersistentTokenCache.key(parts);
  }
}
