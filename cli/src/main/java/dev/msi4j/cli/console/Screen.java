package dev.msi4j.cli.console;

import java.util.Map;

/**
 * The display that a standard stream is connected to.
 *
 * @param isTerminal whether the stream is a terminal, not a file or a pipe
 * @param columns the width of a line in characters
 * @param hasColor whether text may be colored
 */
public record Screen(boolean isTerminal, int columns, boolean hasColor) {
  /** A file or a pipe, without a limit of the line length. */
  public static final Screen NONE = new Screen(false, Integer.MAX_VALUE, false);

  private static final int DEFAULT_COLUMNS = 80;

  /**
   * Returns a terminal, with colors unless {@code NO_COLOR} is set or {@code TERM} is {@code dumb}.
   *
   * @param columns the width; 80 if not positive
   */
  public static Screen terminal(int columns, Map<String, String> variables) {
    boolean hasColor =
        variables.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(variables.get("TERM"));
    return new Screen(true, columns > 0 ? columns : DEFAULT_COLUMNS, hasColor);
  }
}
