package dev.msi4j.local.internal.entra;

/** The way in which a client authenticated, as the claim {@code appidacr} of its tokens. */
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
