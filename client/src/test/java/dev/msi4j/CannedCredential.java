package dev.msi4j;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** Gives tokens called token-1, token-2, … and keeps what was asked for. */
final class CannedCredential implements TokenCredential {
  private final List<TokenRequestContext> asked = new CopyOnWriteArrayList<>();

  List<TokenRequestContext> asked() {
    return asked;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromSupplier(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    asked.add(request);
    return new AccessToken(
        "token-" + asked.size(), OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
  }
}
