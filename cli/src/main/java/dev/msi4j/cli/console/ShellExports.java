package dev.msi4j.cli.console;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Environment variables in shell syntax: {@code export NAME='value'} lines. */
public final class ShellExports {
  private static final Pattern LINE =
      Pattern.compile("^export ([A-Za-z0-9_]+)='((?:[^']++|'\\\\'')*+)'$", Pattern.MULTILINE);
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._+:@%,-]+");
  private static final String QUOTE = "'\\''";

  private ShellExports() {}

  public static String write(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(each -> line(each.getKey(), each.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  /** Returns the export of one variable, without a line feed. */
  static String line(String name, String value) {
    return "export " + name + "='" + value.replace("'", QUOTE) + "'";
  }

  /**
   * Returns the exports for a terminal.
   *
   * @throws CommandException if a value contains a control character
   */
  public static String print(Map<String, String> variables) {
    checkPrintable(variables);
    return write(variables);
  }

  /**
   * Checks that variables can be printed.
   *
   * @throws CommandException if a value contains a control character
   */
  static void checkPrintable(Map<String, String> variables) {
    variables.forEach((name, value) -> {
      if (TerminalText.hasControls(value)) {
        throw new CommandException(
            name
                + " is '"
                + TerminalText.line(value)
                + "': a value with control characters cannot be printed; use --env-file");
      }
    });
  }

  /** Returns a path as one shell argument, quoted if necessary. */
  public static String label(Path path) {
    var text = path.toString();
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", QUOTE) + "'";
  }

  public static Map<String, String> read(String text) {
    var variables = new LinkedHashMap<String, String>();
    LINE.matcher(text)
        .results()
        .forEach(line -> variables.put(line.group(1), line.group(2).replace(QUOTE, "'")));
    return variables;
  }
}
