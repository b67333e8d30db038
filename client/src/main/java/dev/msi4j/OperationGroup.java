package dev.msi4j;

/** An operation group of a client. An {@link ApiProfile} has a version for each group. */
public enum OperationGroup {
  /** The operations of {@link UserAssignedIdentities}. */
  USER_ASSIGNED_IDENTITIES("userAssignedIdentities"),
  /** The operations of {@link SystemAssignedIdentities}. */
  SYSTEM_ASSIGNED_IDENTITIES("systemAssignedIdentities"),
  /** The operations of {@link FederatedIdentityCredentials}. */
  FEDERATED_IDENTITY_CREDENTIALS("federatedIdentityCredentials"),
  /** The operations of {@link FlexibleFederatedIdentityCredentials}. */
  FLEXIBLE_FEDERATED_IDENTITY_CREDENTIALS("flexibleFederatedIdentityCredentials"),
  /** The operations of {@link Operations}. */
  OPERATIONS("operations");

  private final String label;

  OperationGroup(String label) {
    this.label = label;
  }

  /** Returns the name of the client method that returns the group. */
  @Override
  public String toString() {
    return label;
  }
}
