package dev.msi4j.cli.console;

import org.jspecify.annotations.Nullable;

/** Thrown if a command fails; the message is printed without a stack trace. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandException(String message) {
    super(message);
  }

  public CommandException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
