package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.report.LineChart;
import dev.msi4j.benchmarks.report.LineChart.Point;
import dev.msi4j.benchmarks.report.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** Builds sections that have a table for each JDK and scheme. */
final class Sections {
  private Sections() {}

  /**
   * Returns the text of a section.
   *
   * @param introduction the text before the tables
   * @param part the first part of the keys
   * @param table returns the table of a JDK and a scheme
   */
  static String perJdkAndScheme(
      String introduction, String part, Results results, BiFunction<String, String, String> table) {
    var blocks = new ArrayList<String>();
    blocks.add(introduction);
    for (var jdk : results.after(part)) {
      for (var scheme : results.after(part, jdk)) {
        blocks.add("### " + heading(jdk, scheme) + "\n\n" + table.apply(jdk, scheme));
      }
    }
    return String.join("\n\n", blocks);
  }

  /** Returns the name of a JDK and a scheme in the report. */
  static String heading(String jdk, String scheme) {
    return "JDK " + jdk + ", " + (scheme.equals("http") ? "HTTP" : scheme.toUpperCase(Locale.ROOT));
  }

  /** Returns the references from the report to charts. */
  static String images(Map<String, LineChart> charts) {
    var images = new ArrayList<String>();
    charts.forEach(
        (file, chart) -> images.add("![" + chart.title() + "](performance/" + file + ")"));
    return String.join("\n\n", images);
  }

  /**
   * Returns the points of a line: the numbers that follow a key, and a value of each.
   *
   * @param key the first parts of the key
   * @param value the last part of the key
   */
  static List<Point> points(Results results, String key, String value) {
    var points = new ArrayList<Point>();
    for (var number : results.after(key)) {
      results
          .get(key, number, value)
          .ifPresent(measured -> points.add(new Point(Double.parseDouble(number), measured)));
    }
    return points;
  }
}
