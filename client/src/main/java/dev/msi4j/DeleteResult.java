package dev.msi4j;

/** What a deletion found. */
public enum DeleteResult {
  /** It was there and is gone now (status 200). */
  DELETED,
  /** It was not there (status 204). */
  NOT_FOUND;

  static DeleteResult of(int status) {
    return status == ArmCall.NO_CONTENT ? NOT_FOUND : DELETED;
  }
}
