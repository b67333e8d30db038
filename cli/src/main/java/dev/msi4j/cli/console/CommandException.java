package dev.msi4j.cli.console;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it is asked; the message is all that the user needs. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandException(String message) {
    super(message);
  }

  public CommandException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
