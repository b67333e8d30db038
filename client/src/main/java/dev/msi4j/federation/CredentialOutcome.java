package dev.msi4j.federation;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a reconciliation for one credential, or the expected outcome in a plan. Immutable.
 */
public final class CredentialOutcome {
  private final ResourceId identity;
  private final CredentialStatus status;
  private final String name;
  private final FederatedIdentityCredential credential;
  private final @Nullable Throwable failure;

  private CredentialOutcome(
      ResourceId identity,
      CredentialStatus status,
      String name,
      FederatedIdentityCredential credential,
      @Nullable Throwable failure) {
    this.identity = identity;
    this.status = status;
    this.name = name;
    this.credential = credential;
    this.failure = failure;
  }

  static CredentialOutcome of(
      ResourceId identity,
      CredentialStatus status,
      String name,
      FederatedIdentityCredential credential) {
    return new CredentialOutcome(identity, status, name, credential, null);
  }

  static CredentialOutcome failed(
      ResourceId identity, String name, FederatedIdentityCredential credential, Throwable failure) {
    return new CredentialOutcome(identity, CredentialStatus.FAILED, name, credential, failure);
  }

  /**
   * Returns the id of the identity.
   *
   * @return the id
   */
  public ResourceId identity() {
    return identity;
  }

  /**
   * Returns the status of the credential.
   *
   * @return the status
   */
  public CredentialStatus status() {
    return status;
  }

  /**
   * Returns the name of the credential.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Returns the credential.
   *
   * @return the stored credential; the last stored credential if it was deleted; the desired
   *     credential if the write failed or is only planned
   */
  public FederatedIdentityCredential credential() {
    return credential;
  }

  /**
   * Returns the exception of a failed outcome.
   *
   * @return the exception of the client, or a {@link CredentialLimitException}; null unless the
   *     status is {@link CredentialStatus#FAILED}
   */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Returns the outcome in one line, with the error message if it failed. */
  @Override
  public String toString() {
    return status
        + " "
        + name
        + " of "
        + identity.name()
        + ": "
        + TrustKey.of(credential)
        + (failure == null ? "" : ": " + failure.getMessage());
  }
}
