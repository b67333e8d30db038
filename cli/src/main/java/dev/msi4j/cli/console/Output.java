package dev.msi4j.cli.console;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options for the output format, and the printing of results in that format. */
public final class Output {
  /** A line of indented JSON: space, a name or string, and the rest. */
  private static final Pattern JSON_LINE =
      Pattern.compile("(\\s*+)(\"(?:[^\"\\\\]|\\\\.)*+\":)?( ?)(.*?)(,?)");

  /** An output format. */
  enum Format {
    TABLE,
    WIDE,
    JSON,
    JSONC,
    YAML,
    TSV,
    CSV,
    NAME;

    private boolean isTable() {
      return this == TABLE || this == WIDE;
    }

    private boolean isDocument() {
      return this == JSON || this == JSONC || this == YAML;
    }
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "Output format: table, wide, json, jsonc, yaml, tsv, csv or name"
              + " (default: ${DEFAULT-VALUE})")
  private Format format = Format.TABLE;

  @Option(
      names = "--query",
      paramLabel = "JMESPATH",
      converter = Query.Converter.class,
      description = "JMESPath expression that selects from the result, as in the Azure CLI")
  private @Nullable Query query;

  @Option(names = "--no-headers", description = "Omit the header line of table, wide and csv")
  private boolean noHeaders;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /** Prints one item: a table of one row, or an object. */
  public <T> void print(TerminalWriter out, Table<T> table, T item) {
    print(out, table, List.of(item), () -> table.json(item));
  }

  /** Prints items: a table, or a list. */
  public <T> void printAll(TerminalWriter out, Table<T> table, List<T> items) {
    print(out, table, items, () -> items.stream().map(table::json).toList());
  }

  /** Prints the result of an operation: a sentence, or an object with the member result. */
  public void printResult(TerminalWriter out, String sentence, String result) {
    if (isTable()) {
      out.line(sentence);
      out.flush();
    } else {
      printValue(out, Map.of("result", result));
    }
  }

  /** Returns whether results are printed as a table or in sentences: no other value is needed. */
  public boolean isTable() {
    return format.isTable() && query == null;
  }

  /** Prints a JSON value of maps, lists, scalars and models; as a table in the table formats. */
  public void printValue(TerminalWriter out, Object value) {
    var json = JsonText.plain(value);
    var result = query == null ? json : query.apply(json);
    if (format.isDocument()) {
      printDocument(out, result);
    } else {
      print(out, JsonTable.of(result));
    }
    out.flush();
  }

  private <T> void print(
      TerminalWriter out, Table<T> table, List<T> items, Supplier<Object> value) {
    if (format.isDocument() || query != null) {
      printValue(out, value.get());
    } else {
      print(out, table.grid(items, format != Format.TABLE));
      out.flush();
    }
  }

  private void print(TerminalWriter out, Grid grid) {
    boolean withHeader = !noHeaders;
    var lines =
        switch (format) {
          case TSV -> grid.tabSeparated();
          case CSV -> grid.commaSeparated(withHeader);
          case NAME -> grid.names();
          case TABLE -> grid.lines(out.screen().columns(), withHeader);
          default -> grid.lines(Integer.MAX_VALUE, withHeader);
        };
    if (grid.rows().isEmpty()) {
      reportEmpty();
    }
    if (!grid.rows().isEmpty() || format == Format.CSV) {
      // Cells are escaped already; a tab between them separates columns.
      lines.forEach(out::println);
    }
  }

  private void reportEmpty() {
    var err = Objects.requireNonNull(command).commandLine().getErr();
    err.println("msi: the result is empty");
    err.flush();
  }

  private void printDocument(TerminalWriter out, @Nullable Object value) {
    if (format == Format.YAML) {
      out.print(YamlText.write(value));
      return;
    }
    var json = JsonText.indent(JsonText.write(value));
    if (format == Format.JSONC && out.screen().hasColor()) {
      TerminalText.lines(json).lines().map(Output::colored).forEach(out.unescaped()::println);
    } else {
      out.println(json);
    }
  }

  /** Returns a line of indented JSON with its name and value in colors. */
  private static String colored(String line) {
    var parts = JSON_LINE.matcher(line);
    if (!parts.matches()) {
      return line;
    }
    var name = parts.group(2) == null ? "" : Color.BLUE.paint(parts.group(2));
    var value = parts.group(4);
    var painted =
        value.isEmpty() || value.matches("[\\[\\]{}]+")
            ? value
            : (value.startsWith("\"") ? Color.GREEN : Color.CYAN).paint(value);
    return parts.group(1) + name + parts.group(3) + painted + parts.group(5);
  }
}
