package dev.msi4j.federation;

import com.azure.core.exception.AzureException;

/**
 * Thrown if an identity already has the maximum number of federated identity credentials. No write
 * was sent.
 */
public final class CredentialLimitException extends AzureException {
  private static final long serialVersionUID = 1;

  // Transient: the message contains the same information.
  private final transient Capacity capacity;

  CredentialLimitException(Capacity capacity, String unplaced) {
    super(
        "the identity "
            + capacity.identity().name()
            + " has reached the limit; cannot create the credential with "
            + unplaced
            + ": "
            + capacity
            + "; delete credentials or use another identity");
    this.capacity = capacity;
  }

  /**
   * Returns the used capacity of the identity.
   *
   * @return the names and the number of the existing credentials
   */
  public Capacity capacity() {
    return capacity;
  }
}
