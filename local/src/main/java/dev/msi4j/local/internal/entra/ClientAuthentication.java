package dev.msi4j.local.internal.entra;

import java.util.Optional;

/** A method of client authentication (RFC 6749, section 2.3). */
interface ClientAuthentication {
  /**
   * Reads the credential of this kind from a request; returns empty if the request has none.
   *
   * @throws TokenException if the credential is malformed
   */
  Optional<PresentedCredential> read(TokenRequest request);

  /** A credential of a request, parsed and not verified yet. */
  @FunctionalInterface
  interface PresentedCredential {
    /**
     * Verifies the credential.
     *
     * @param client the client that the request names
     * @throws TokenException if the credential is not valid for the client
     */
    ClientAuthenticationMethod verify(Principal client);
  }
}
