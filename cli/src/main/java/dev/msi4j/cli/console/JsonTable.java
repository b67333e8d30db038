package dev.msi4j.cli.console;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Arranges any JSON value in rows and columns, as the Azure CLI does for results of queries. */
final class JsonTable {
  private JsonTable() {}

  /**
   * Returns one row for each item of a list, or one row for another value; none for null. The
   * members of objects are columns, and so are the items of lists.
   */
  static Grid of(@Nullable Object value) {
    List<?> items =
        value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    if (!items.isEmpty() && items.stream().allMatch(item -> item instanceof Map)) {
      return ofObjects(items.stream().map(item -> (Map<?, ?>) item).toList());
    }
    if (!items.isEmpty() && items.stream().allMatch(item -> item instanceof List)) {
      return ofLists(items.stream().map(item -> (List<?>) item).toList());
    }
    return new Grid(List.of("Result"), items.stream().map(item -> List.of(cell(item))).toList());
  }

  private static Grid ofObjects(List<? extends Map<?, ?>> objects) {
    var names = new LinkedHashSet<String>();
    objects.forEach(object -> object.keySet().forEach(name -> names.add(String.valueOf(name))));
    return new Grid(
        names.stream().map(JsonTable::header).toList(),
        objects.stream()
            .map(object -> names.stream().map(name -> cell(object.get(name))).toList())
            .toList());
  }

  private static Grid ofLists(List<? extends List<?>> lists) {
    int width = lists.stream().mapToInt(List::size).max().orElse(0);
    return new Grid(
        IntStream.rangeClosed(1, width).mapToObj(at -> "Column" + at).toList(),
        lists.stream()
            .map(list ->
                IntStream.range(0, width)
                    .mapToObj(at -> at < list.size() ? cell(list.get(at)) : "")
                    .toList())
            .toList());
  }

  private static String header(String name) {
    return TerminalText.line(
        name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
  }

  /** Returns a scalar as text, an object or list as JSON, and null as an empty text. */
  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    boolean isScalar = !(value instanceof Map) && !(value instanceof List);
    return TerminalText.line(isScalar ? value.toString() : JsonText.write(value));
  }
}
