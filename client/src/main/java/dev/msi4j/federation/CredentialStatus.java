package dev.msi4j.federation;

/** What became of a credential, or in a plan: what would. */
public enum CredentialStatus {
  /** It was not there and is now. */
  CREATED,
  /** It was there, and was changed in place under its name. */
  UPDATED,
  /** It was there as it is wanted; nothing was sent. */
  UNCHANGED,
  /** It was not wanted and is gone. */
  DELETED,
  /** It is not as it is wanted; the outcome says why. */
  FAILED
}
