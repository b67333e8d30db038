package dev.msi4j.cli.estate;

import dev.msi4j.cli.console.ErrorPrinter;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a planned change.
 *
 * @param reason the reason why the change was not made; null if it was made
 */
record Outcome(Status status, Change change, @Nullable String reason) {
  /** The status of a change after an application. */
  enum Status {
    CREATED,
    UPDATED,
    REPLACED,
    DELETED,
    FAILED,
    /** Not attempted, because the change of another item failed or the process was stopped. */
    SKIPPED
  }

  static Outcome done(Change change) {
    return new Outcome(
        switch (change.action()) {
          case CREATE -> Status.CREATED;
          case UPDATE -> Status.UPDATED;
          case REPLACE -> Status.REPLACED;
          case DELETE -> Status.DELETED;
          case BLOCKED, UNDECLARED ->
              throw new IllegalArgumentException(change.action() + " makes no change");
        },
        change,
        null);
  }

  static Outcome failed(Change change, String reason) {
    return new Outcome(Status.FAILED, change, reason);
  }

  static Outcome failed(Change change, Throwable failure) {
    return failed(change, ErrorPrinter.oneLine(failure));
  }

  static Outcome skipped(Change change, String reason) {
    return new Outcome(Status.SKIPPED, change, reason);
  }

  /** Returns whether the change was made. */
  boolean isDone() {
    return reason == null;
  }
}
