package dev.msi4j.cli.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Suggests the known name that is closest to a mistyped one. */
public final class Suggestions {
  private Suggestions() {}

  /**
   * Returns a question that ends an error message, such as {@code "; did you mean 'shop'?"}; empty
   * if no known name is similar, or if the name is known.
   *
   * @param given the mistyped name
   * @param known the known names
   */
  public static String of(String given, Collection<String> known) {
    if (known.stream().anyMatch(given::equalsIgnoreCase)) {
      return "";
    }
    return known.stream()
        .filter(each -> distance(given, each) <= tolerance(given))
        .min(Comparator.comparingInt(each -> distance(given, each)))
        .map(closest -> "; did you mean '" + closest + "'?")
        .orElse("");
  }

  private static int tolerance(String given) {
    return Math.max(1, given.length() / 3);
  }

  /** Returns the Levenshtein distance of two names, ignoring case. */
  private static int distance(String one, String other) {
    var from = one.toLowerCase(Locale.ROOT);
    var to = other.toLowerCase(Locale.ROOT);
    var row = new int[to.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
