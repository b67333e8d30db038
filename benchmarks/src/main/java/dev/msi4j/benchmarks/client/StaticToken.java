package dev.msi4j.benchmarks.client;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.OffsetDateTime;
import reactor.core.publisher.Mono;

/** Credential that returns one token without a request. */
public final class StaticToken implements TokenCredential {
  private final AccessToken token = new AccessToken("token", OffsetDateTime.MAX);

  /** Creates the credential. */
  public StaticToken() {}

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.just(token);
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    return token;
  }
}
