package dev.msi4j.cli.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table with named columns. */
public final class Table<T> {
  private static final String GAP = "  ";

  private final Map<String, Function<T, @Nullable Object>> columns = new LinkedHashMap<>();

  /** Adds a column; null becomes an empty cell. */
  public Table<T> column(String name, Function<T, @Nullable Object> cell) {
    columns.put(name, cell);
    return this;
  }

  /** Prints a header and one line per item; nothing without items. */
  public void print(PrintWriter out, List<T> items) {
    if (items.isEmpty()) {
      return;
    }
    var lines = new ArrayList<List<String>>();
    lines.add(List.copyOf(columns.keySet()));
    items.forEach(item -> lines.add(cells(item)));
    int[] widths = widths(lines);
    lines.forEach(line -> out.println(aligned(line, widths)));
  }

  private List<String> cells(T item) {
    return columns.values().stream().map(column -> text(column.apply(item))).toList();
  }

  private static String text(@Nullable Object cell) {
    return cell == null ? "" : TerminalText.line(cell.toString());
  }

  private int[] widths(List<List<String>> lines) {
    return IntStream.range(0, columns.size())
        .map(at -> lines.stream().mapToInt(line -> line.get(at).length()).max().orElse(0))
        .toArray();
  }

  private static String aligned(List<String> line, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(at -> line.get(at) + " ".repeat(widths[at] - line.get(at).length()))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }
}
