package dev.msi4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown. */
public final class Table {
  private final int columns;
  private final List<String> lines = new ArrayList<>();

  /**
   * Creates a table without rows.
   *
   * @param headings the headings of the columns
   */
  public Table(String... headings) {
    columns = headings.length;
    lines.add(line(List.of(headings)));
    lines.add("|---".repeat(columns) + "|");
  }

  /**
   * Adds a row.
   *
   * @param cells the text of each column
   */
  public void row(List<String> cells) {
    if (cells.size() != columns) {
      throw new IllegalArgumentException(
          "row has " + cells.size() + " cells: the table has " + columns + " columns");
    }
    lines.add(line(cells));
  }

  /** Adds a row. */
  public void row(String... cells) {
    row(List.of(cells));
  }

  /** Returns the Markdown text. */
  public String markdown() {
    return String.join("\n", lines);
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
