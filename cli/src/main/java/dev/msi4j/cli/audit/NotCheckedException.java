package dev.msi4j.cli.audit;

/** Thrown by a rule if its data could not be read. */
final class NotCheckedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotCheckedException(String reason) {
    super(reason);
  }

  /** Returns why the data could not be read. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
