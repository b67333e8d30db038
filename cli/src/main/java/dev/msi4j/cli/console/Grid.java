package dev.msi4j.cli.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows of text under the names of their columns, and their layout.
 *
 * @param header the names of the columns
 * @param rows the cells of each row, one a column, without line feeds
 */
record Grid(List<String> header, List<List<String>> rows) {
  private static final String GAP = "  ";
  private static final String ELLIPSIS = "...";

  /** The width to which a column is shortened at most. */
  private static final int MIN_WIDTH = 16;

  private static final Pattern GUID =
      Pattern.compile("\\b\\p{XDigit}{8}-(?:\\p{XDigit}{4}-){3}\\p{XDigit}{12}\\b");
  private static final Pattern CSV_SPECIAL = Pattern.compile("[\",\r\n]");

  /**
   * Returns the rows as aligned lines.
   *
   * <p>If a line is longer than the limit, the widest cells are shortened in the middle, to 16
   * characters at most. If that does not suffice, the last columns are omitted. A GUID is never
   * cut.
   *
   * @param columns the longest line in characters
   * @param withHeader whether the first line contains the names of the columns
   */
  List<String> lines(int columns, boolean withHeader) {
    var printed = withHeader ? Stream.concat(Stream.of(header), rows.stream()).toList() : rows;
    int[] widths = fitted(printed, columns);
    return printed.stream().map(row -> line(row, widths)).toList();
  }

  /** Returns the rows as tab-separated values. */
  List<String> tabSeparated() {
    return rows.stream().map(row -> String.join("\t", row)).toList();
  }

  /** Returns the rows as comma-separated values, as in RFC 4180. */
  List<String> commaSeparated(boolean withHeader) {
    return Stream.concat(withHeader ? Stream.of(header) : Stream.of(), rows.stream())
        .map(row -> row.stream().map(Grid::csv).collect(Collectors.joining(",")))
        .toList();
  }

  /** Returns the names of the rows: the cells of the column Name, or of the first column. */
  List<String> names() {
    int at =
        IntStream.range(0, header.size())
            .filter(each -> header.get(each).equalsIgnoreCase("name"))
            .findFirst()
            .orElse(0);
    return rows.stream().map(row -> row.get(at)).toList();
  }

  private static String csv(String cell) {
    return CSV_SPECIAL.matcher(cell).find() ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  /** Returns the widths of as many columns as fit. */
  private static int[] fitted(List<List<String>> rows, int columns) {
    int count = rows.isEmpty() ? 0 : rows.get(0).size();
    while (count > 0) {
      int[] widths = widths(rows, count);
      int available = columns - GAP.length() * (count - 1);
      if (shrink(widths, minimums(rows, widths), available) || count == 1) {
        return widths;
      }
      count--;
    }
    return new int[0];
  }

  private static int[] widths(List<List<String>> rows, int count) {
    return IntStream.range(0, count)
        .mapToObj(at -> rows.stream().mapToInt(row -> row.get(at).length()).max())
        .mapToInt(width -> width.orElse(0))
        .toArray();
  }

  /** Returns the least width of each column; that of a GUID for a column of GUIDs. */
  private static int[] minimums(List<List<String>> rows, int[] widths) {
    return IntStream.range(0, widths.length)
        .map(at ->
            rows.stream()
                .map(row -> row.get(at))
                .filter(cell -> GUID.matcher(cell).matches())
                .mapToInt(String::length)
                .max()
                .orElse(Math.min(widths[at], MIN_WIDTH)))
        .toArray();
  }

  /** Narrows the widest columns until the sum is available; returns whether that is possible. */
  private static boolean shrink(int[] widths, int[] minimums, int available) {
    if (IntStream.of(minimums).asLongStream().sum() > available) {
      return false;
    }
    int excess = IntStream.of(widths).sum() - available;
    while (excess > 0) {
      int widest =
          Collections.max(
              IntStream.range(0, widths.length)
                  .filter(at -> widths[at] > minimums[at])
                  .boxed()
                  .toList(),
              (one, other) -> Integer.compare(widths[one], widths[other]));
      widths[widest]--;
      excess--;
    }
    return true;
  }

  private static String line(List<String> row, int[] widths) {
    var cells = new ArrayList<String>();
    for (int at = 0; at < widths.length; at++) {
      var cell = elided(row.get(at), widths[at]);
      cells.add(cell + " ".repeat(Math.max(0, widths[at] - cell.length())));
    }
    return String.join(GAP, cells).stripTrailing();
  }

  /** Returns a text without its middle if it is longer than a width; a GUID stays whole. */
  private static String elided(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int kept = Math.max(0, width - ELLIPSIS.length());
    int head = kept / 2;
    int tail = text.length() - (kept - head);
    for (var guid : GUID.matcher(text).results().toList()) {
      if (guid.start() < head && head < guid.end()) {
        head = guid.start();
      }
      if (guid.start() < tail && tail < guid.end()) {
        tail = guid.end();
      }
    }
    return text.substring(0, withoutHalf(text, head)) + ELLIPSIS + text.substring(tail(text, tail));
  }

  /** Returns the end of the head; a surrogate pair stays whole. */
  private static int withoutHalf(String text, int end) {
    return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  /** Returns the start of the tail; a surrogate pair stays whole. */
  private static int tail(String text, int start) {
    return start < text.length() && Character.isLowSurrogate(text.charAt(start))
        ? start + 1
        : start;
  }
}
