package dev.msi4j;

/** The outcome of a delete operation. */
public enum DeleteResult {
  /** The resource existed and was deleted (status 200). */
  DELETED,
  /** The resource did not exist (status 204). */
  NOT_FOUND;

  static DeleteResult of(int status) {
    return status == ArmCall.NO_CONTENT ? NOT_FOUND : DELETED;
  }
}
