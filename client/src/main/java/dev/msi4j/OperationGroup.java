package dev.msi4j;

/** The operation groups of a client: what an {@link ApiProfile} gives a version to. */
public enum OperationGroup {
  /** {@link UserAssignedIdentities}. */
  USER_ASSIGNED_IDENTITIES("userAssignedIdentities"),
  /** {@link SystemAssignedIdentities}. */
  SYSTEM_ASSIGNED_IDENTITIES("systemAssignedIdentities"),
  /** {@link FederatedIdentityCredentials}. */
  FEDERATED_IDENTITY_CREDENTIALS("federatedIdentityCredentials"),
  /** {@link FlexibleFederatedIdentityCredentials}. */
  FLEXIBLE_FEDERATED_IDENTITY_CREDENTIALS("flexibleFederatedIdentityCredentials"),
  /** {@link Operations}. */
  OPERATIONS("operations");

  private final String label;

  OperationGroup(String label) {
    this.label = label;
  }

  /** Returns the name of the client method that leads to the group. */
  @Override
  public String toString() {
    return label;
  }
}
