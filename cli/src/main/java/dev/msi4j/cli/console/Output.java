package dev.msi4j.cli.console;

import com.azure.json.JsonSerializable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Option for the output format, and the printing of results in that format. */
public final class Output {
  /** An output format. */
  enum Format {
    TABLE,
    JSON
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      defaultValue = "table",
      description = "Output format (default: ${DEFAULT-VALUE})")
  private Format format = Format.TABLE;

  /** Prints one item: a table of one row, or a JSON object. */
  public <T extends JsonSerializable<T>> void print(PrintWriter out, Table<T> table, T item) {
    if (format == Format.JSON) {
      printJson(out, item);
    } else {
      table.print(out, List.of(item));
    }
    out.flush();
  }

  /** Prints items: a table, or a JSON array. */
  public <T extends JsonSerializable<T>> void printAll(
      PrintWriter out, Table<T> table, List<T> items) {
    if (format == Format.JSON) {
      printJson(out, items);
    } else {
      table.print(out, items);
    }
    out.flush();
  }

  /** Prints the result of an operation: a sentence, or a JSON object with the member result. */
  public void printResult(PrintWriter out, String sentence, String result) {
    if (format == Format.JSON) {
      printJson(out, Map.of("result", result));
    } else {
      out.println(TerminalText.line(sentence));
    }
    out.flush();
  }

  /** Returns whether the format is JSON. */
  public boolean isJson() {
    return format == Format.JSON;
  }

  /** Prints a value of maps, lists, strings and models as JSON, in any format. */
  public void printJson(PrintWriter out, Object value) {
    out.println(JsonText.indent(JsonText.write(value)));
    out.flush();
  }
}
