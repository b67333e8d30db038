package dev.msi4j;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** A credential that returns the tokens token-1, token-2, … and records the requests for them. */
final class CannedCredential implements TokenCredential {
  private final List<TokenRequestContext> tokenRequests = new CopyOnWriteArrayList<>();

  List<TokenRequestContext> tokenRequests() {
    return tokenRequests;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromSupplier(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    tokenRequests.add(request);
    return new AccessToken(
        "token-" + tokenRequests.size(), OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
  }
}
