package dev.msi4j.cli.console;

import com.azure.json.JsonProviders;
import com.azure.json.JsonSerializable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine.Option;

/** In which form a command prints what it got. */
public final class Output {
  /** The forms. */
  public enum Form {
    TABLE,
    JSON
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      defaultValue = "table",
      description = "The form to print in; table by default.")
  private Form form = Form.TABLE;

  /** Prints one thing: a table of one row, or an object. */
  public <T extends JsonSerializable<T>> void print(PrintWriter out, Table<T> table, T item) {
    if (form == Form.JSON) {
      out.println(IndentedJson.of(text(item)));
    } else {
      table.print(out, List.of(item));
    }
    out.flush();
  }

  /** Prints things: a table, or an array. */
  public <T extends JsonSerializable<T>> void printAll(PrintWriter out, Table<T> table, List<T> items) {
    if (form == Form.JSON) {
      var array = String.join(",", items.stream().map(Output::text).toList());
      out.println(IndentedJson.of("[" + array + "]"));
    } else {
      table.print(out, items);
    }
    out.flush();
  }

  /** Prints what came of something: words, or an object with one member. */
  public void printResult(PrintWriter out, String text, String result) {
    out.println(
        form == Form.JSON
            ? IndentedJson.of("{\"result\":\"" + result + "\"}")
            : TerminalText.line(text));
    out.flush();
  }

  public boolean isJson() {
    return form == Form.JSON;
  }

  /** Prints a value of maps, lists and texts as JSON, whatever the form. */
  public void printJson(PrintWriter out, Object value) {
    out.println(IndentedJson.of(text(value)));
    out.flush();
  }

  private static String text(Object value) {
    var text = new StringWriter();
    try (var json = JsonProviders.createWriter(text)) {
      json.writeUntyped(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
