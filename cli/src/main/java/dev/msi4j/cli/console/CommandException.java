package dev.msi4j.cli.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thrown if a command fails; the message is printed without a stack trace. */
public class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> quote;

  public CommandException(String message) {
    this(message, null);
  }

  public CommandException(String message, @Nullable Throwable cause) {
    this(message, List.of(), cause);
  }

  /**
   * Creates an exception about a place in a text.
   *
   * @param quote lines to print after the message
   */
  public CommandException(String message, List<String> quote, @Nullable Throwable cause) {
    super(message, cause);
    this.quote = new ArrayList<>(quote);
  }

  List<String> quote() {
    return Collections.unmodifiableList(quote);
  }
}
