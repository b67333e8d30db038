package dev.msi4j.cli.manifest;

import dev.msi4j.cli.console.CommandException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file, for the errors about it.
 *
 * @param name the name of the file
 */
public record Source(String name, String text) {
  private static final int SHOWN = 100;

  /**
   * Returns the only value of the text; null if the text has none.
   *
   * @param file the file name, which selects the syntax: JSON if it ends in .json, otherwise YAML
   * @throws CommandException if the text has another syntax or several values, with the position
   */
  public @Nullable Node read(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".json")
        ? JsonReader.read(this)
        : YamlReader.read(this);
  }

  /** Returns a line of the text, and a line that marks a column. */
  List<String> quote(int line, int column) {
    var lines = text.split("\r\n|\r|\n", -1);
    if (line > lines.length) {
      return List.of();
    }
    var quoted = lines[line - 1];
    var number = line + " | ";
    var end = Math.min(quoted.length(), SHOWN);
    return column > end + 1
        ? List.of(number + quoted.substring(0, end) + "…")
        : List.of(
            number + quoted.substring(0, end) + (end < quoted.length() ? "…" : ""),
            " ".repeat(number.length() + column - 1) + "^");
  }
}
