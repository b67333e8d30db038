package dev.msi4j.local.internal.entra;

/** How a client has shown who it is; tokens say so in their claim {@code appidacr}. */
public enum ClientAuthenticationMethod {
  /** By a client secret. */
  SECRET("1"),
  /**
   * By something signed: an assertion, or the platform's own certificate for managed identities.
   */
  SIGNATURE("2");

  private final String claim;

  ClientAuthenticationMethod(String claim) {
    this.claim = claim;
  }

  String claim() {
    return claim;
  }
}
