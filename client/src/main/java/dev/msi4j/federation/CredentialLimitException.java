package dev.msi4j.federation;

import com.azure.core.exception.AzureException;

/** An identity has no room for another federated identity credential; nothing was sent. */
public final class CredentialLimitException extends AzureException {
  private static final long serialVersionUID = 1;

  // A value for people who catch it; the message says the same to those who only read it.
  private final transient Capacity capacity;

  CredentialLimitException(Capacity capacity, String unplaced) {
    super(
        "the identity "
            + capacity.identity().name()
            + " has no room for the credential with "
            + unplaced
            + ": "
            + capacity
            + "; delete some or use another identity");
    this.capacity = capacity;
  }

  /** Returns what the identity has. */
  public Capacity capacity() {
    return capacity;
  }
}
