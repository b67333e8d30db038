package dev.msi4j.local.internal.entra;

import java.util.Optional;

/** One way in which a client shows who it is. */
interface ClientAuthentication {
  /**
   * The proof of this kind that a request brings; empty if it brings none.
   *
   * @throws TokenException if there is one that can't be read
   */
  Optional<Proof> read(TokenRequest request);

  /** A proof that has been read. */
  @FunctionalInterface
  interface Proof {
    /**
     * Checks the proof.
     *
     * @param client whom the request claims to come from
     * @throws TokenException if the proof does not hold
     */
    ClientAuthenticationMethod check(Principal client);
  }
}
