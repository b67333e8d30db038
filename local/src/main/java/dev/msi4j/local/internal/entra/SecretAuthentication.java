package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.store.Store;
import java.time.Clock;
import java.util.Optional;

/** Authenticates a client by a client secret, in the body or in the Authorization header. */
final class SecretAuthentication implements ClientAuthentication {
  private final Store store;
  private final Directory directory;
  private final Clock clock;

  SecretAuthentication(Store store, Directory directory, Clock clock) {
    this.store = store;
    this.directory = directory;
    this.clock = clock;
  }

  @Override
  public Optional<PresentedCredential> read(TokenRequest request) {
    return request.secret().map(secret -> client -> check(request, secret, client));
  }

  private ClientAuthenticationMethod check(TokenRequest request, String secret, Principal client) {
    var found =
        store
            .read(documents -> directory.findSecret(documents, client.appId(), secret))
            .orElseThrow(() -> request.reject(EntraError.wrongSecret(client.appId())));
    if (found.isExpired(clock.millis())) {
      throw request.reject(EntraError.expiredSecret(client.appId()));
    }
    return ClientAuthenticationMethod.SECRET;
  }
}
