package dev.msi4j.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it is asked; the message is all that the user needs. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super(message);
  }

  CommandFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
