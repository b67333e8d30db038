package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.store.Store;
import java.util.Optional;

/** Authenticates a client by a client secret, in the body or in the Authorization header. */
final class SecretAuthentication implements ClientAuthentication {
  private final Store store;
  private final Directory directory;

  SecretAuthentication(Store store, Directory directory) {
    this.store = store;
    this.directory = directory;
  }

  @Override
  public Optional<PresentedCredential> read(TokenRequest request) {
    return request.secret().map(secret -> client -> check(request, secret, client));
  }

  private ClientAuthenticationMethod check(TokenRequest request, String secret, Principal client) {
    boolean isSecret =
        store.read(documents -> directory.isSecret(documents, client.appId(), secret));
    if (!isSecret) {
      throw request.reject(EntraError.wrongSecret(client.appId()));
    }
    return ClientAuthenticationMethod.SECRET;
  }
}
