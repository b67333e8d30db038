package dev.msi4j.local.entra;

/** One way in which a client shows who it is. */
interface ClientAuthentication {
  /** Whether the request brings a proof of this kind. */
  boolean isTriedBy(TokenRequest request);

  /**
   * Checks the proof.
   *
   * @param client whom the request claims to come from
   * @throws EntraRefusal if the proof does not hold
   */
  ClientProof check(TokenRequest request, Principal client);
}
