package dev.msi4j.federation;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ResourceId;
import org.jspecify.annotations.Nullable;

/** What became of one credential in a reconciliation, or in a plan: what would. Immutable. */
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

  /** Returns the identity. */
  public ResourceId identity() {
    return identity;
  }

  /** Returns what became of the credential. */
  public CredentialStatus status() {
    return status;
  }

  /** Returns the credential's name. */
  public String name() {
    return name;
  }

  /**
   * Returns the credential: as it is now, as it was before it was deleted, or as it is wanted if
   * that failed or is only planned.
   */
  public FederatedIdentityCredential credential() {
    return credential;
  }

  /**
   * Returns why it failed; null unless it did. It is what the client would have thrown, or a {@link
   * CredentialLimitException}.
   */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Returns it in one line, with the reason if it failed. */
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
