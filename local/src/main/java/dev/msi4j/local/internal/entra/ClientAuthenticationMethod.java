package dev.msi4j.local.internal.entra;

/**
 * The authentication method of a client, with its value in the claim {@code appidacr} of tokens.
 */
public enum ClientAuthenticationMethod {
  /** A client secret. */
  SECRET("1"),
  /** A signature: a client assertion, or the platform's certificate of a managed identity. */
  SIGNATURE("2");

  private final String claim;

  ClientAuthenticationMethod(String claim) {
    this.claim = claim;
  }

  String claim() {
    return claim;
  }
}
