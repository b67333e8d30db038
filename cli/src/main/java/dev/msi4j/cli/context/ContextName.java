package dev.msi4j.cli.context;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Settings;
import java.util.regex.Pattern;

/** Names of contexts. */
final class ContextName {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  private ContextName() {}

  /**
   * Checks the name of a context that a user defines.
   *
   * @throws CommandException if the name is not allowed
   */
  static void check(String name) {
    if (name.equals(Settings.LOCAL) || !NAME.matcher(name).matches()) {
      throw new CommandException(
          "context '"
              + name
              + "' must have 1 to 64 letters, digits, '_' and '-', start with a letter, and not be"
              + " 'local'");
    }
  }
}
