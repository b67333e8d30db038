package dev.msi4j.cli.console;

import java.util.Map;
import java.util.stream.Collectors;

/** A format of environment variables. */
public enum VariableFormat {
  /** Exports of a POSIX shell. */
  SH,

  /** A file that Docker, Compose and many frameworks read. */
  DOTENV,

  /** Lines of the file that GitHub Actions names in GITHUB_ENV. */
  GITHUB,

  /** Assignments of PowerShell. */
  POWERSHELL,

  /** A JSON object. */
  JSON;

  /**
   * Returns variables in this format.
   *
   * @throws CommandException if a value contains a control character
   */
  public String print(Map<String, String> variables) {
    ShellExports.checkPrintable(variables);
    return this == JSON
        ? JsonText.indent(JsonText.write(variables)) + "\n"
        : variables.entrySet().stream()
            .map(each -> line(each.getKey(), each.getValue()) + "\n")
            .collect(Collectors.joining());
  }

  private String line(String name, String value) {
    return switch (this) {
      case SH -> ShellExports.line(name, value);
      case DOTENV -> name + "=" + dotenv(value);
      case GITHUB -> name + "=" + value;
      case POWERSHELL -> "$env:" + name + " = '" + value.replace("'", "''") + "'";
      case JSON -> throw new IllegalStateException("JSON has no lines");
    };
  }

  /** Quotes a value that has characters with a meaning in a dotenv file. */
  private static String dotenv(String value) {
    if (value.matches("[A-Za-z0-9/._+:@%,{}-]*")) {
      return value;
    }
    return value.contains("'")
        ? '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + '"'
        : "'" + value + "'";
  }
}
