package dev.msi4j.cli.console;

import com.azure.json.JsonSerializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Describes how items are printed: the columns of a table, the most important ones first, and the
 * JSON value of an item.
 */
public final class Table<T> {
  private final List<Column<T>> columns = new ArrayList<>();
  private @Nullable Function<T, Object> value;

  /** A column; the wide format prints the ones that the table omits. */
  private record Column<T>(String name, Function<T, @Nullable Object> cell, boolean isWide) {}

  /** Adds a column; null becomes an empty cell. */
  public Table<T> column(String name, Function<T, @Nullable Object> cell) {
    columns.add(new Column<>(name, cell, false));
    return this;
  }

  /** Adds a column that only the formats wide, tsv and csv contain. */
  public Table<T> wideColumn(String name, Function<T, @Nullable Object> cell) {
    columns.add(new Column<>(name, cell, true));
    return this;
  }

  /**
   * Sets the JSON value of an item: maps, lists, scalars and models. The default is the item itself
   * if it is a model, otherwise an object with a member for each column.
   */
  public Table<T> json(Function<T, Object> value) {
    this.value = value;
    return this;
  }

  /** Prints a header and one line per item, fitted to the terminal; nothing without items. */
  public void print(TerminalWriter out, List<T> items) {
    if (!items.isEmpty()) {
      grid(items, false).lines(out.screen().columns(), true).forEach(out::println);
    }
  }

  /** Returns the cells of items, also those of the wide columns if requested. */
  Grid grid(List<T> items, boolean wide) {
    var shown = columns.stream().filter(column -> wide || !column.isWide).toList();
    return new Grid(
        shown.stream().map(Column::name).toList(),
        items.stream()
            .map(item -> shown.stream().map(column -> text(column.cell.apply(item))).toList())
            .toList());
  }

  /** Returns the JSON value of an item. */
  Object json(T item) {
    if (value != null) {
      return value.apply(item);
    }
    return item instanceof JsonSerializable<?> ? item : members(item);
  }

  private Map<String, @Nullable Object> members(T item) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    for (var column : columns) {
      var name = column.name.substring(0, 1).toLowerCase(Locale.ROOT) + column.name.substring(1);
      members.put(name, column.cell.apply(item));
    }
    return members;
  }

  private static String text(@Nullable Object cell) {
    return cell == null ? "" : TerminalText.line(cell.toString());
  }
}
