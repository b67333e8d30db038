package dev.msi4j.local.entra;

import dev.msi4j.local.store.Store;

/** A client that knows one of its application's secrets. */
final class SecretAuthentication implements ClientAuthentication {
  private final Store store;
  private final Directory directory;

  SecretAuthentication(Store store, Directory directory) {
    this.store = store;
    this.directory = directory;
  }

  @Override
  public boolean isTriedBy(TokenRequest request) {
    return request.secret().isPresent();
  }

  @Override
  public ClientProof check(TokenRequest request, Principal client) {
    var secret = request.secret().orElse("");
    boolean right = store.read(documents -> directory.isSecret(documents, client.appId(), secret));
    if (!right) {
      throw request.refuse(EntraError.wrongSecret(client.appId()));
    }
    return ClientProof.SECRET;
  }
}
