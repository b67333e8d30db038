package dev.msi4j.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it is asked; the message is all that the user needs. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }

  CommandException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
