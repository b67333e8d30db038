package dev.msi4j.federation;

/** Status of a credential after a reconciliation, or the expected status in a plan. */
public enum CredentialStatus {
  /** The credential did not exist and was created. */
  CREATED,
  /** The credential existed and was updated in place under its name. */
  UPDATED,
  /** The credential existed with the desired values; no write was sent. */
  UNCHANGED,
  /** The credential was not desired and was deleted. */
  DELETED,
  /** The credential does not have the desired values; see {@link CredentialOutcome#failure}. */
  FAILED
}
