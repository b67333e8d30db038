package dev.msi4j.local.entra;

/** A client that sends an assertion signed by somebody else; no application here trusts anybody. */
final class AssertionAuthentication implements ClientAuthentication {
  @Override
  public boolean isTriedBy(TokenRequest request) {
    return request.form().filled("client_assertion").isPresent();
  }

  @Override
  public ClientProof check(TokenRequest request, Principal client) {
    throw request.refuse(EntraError.noFederatedCredentials(client));
  }
}
