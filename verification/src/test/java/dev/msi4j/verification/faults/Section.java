package dev.msi4j.verification.faults;

import java.util.ArrayList;
import java.util.List;

/** One part of the report: what was tried, and the figures. Immutable. */
record Section(String title, String tried, List<String> figures) {
  static Section of(String title, String tried) {
    return new Section(title, tried, List.of());
  }

  Section figure(String name, Object value) {
    var more = new ArrayList<>(figures);
    more.add("| " + name + " | " + value + " |");
    return new Section(title, tried, List.copyOf(more));
  }

  /** A report with this section in the place of the one of the same title, or at its end. */
  String putInto(String report) {
    var heading = "## " + title + "\n";
    var start = report.indexOf(heading);
    if (start < 0) {
      return report + (report.endsWith("\n\n") ? "" : "\n") + markdown();
    }
    var end = report.indexOf("\n## ", start);
    return report.substring(0, start) + markdown() + (end < 0 ? "" : report.substring(end));
  }

  private String markdown() {
    var table = figures.isEmpty() ? "" : "\n\n| | |\n|---|---|\n" + String.join("\n", figures);
    return "## " + title + "\n\n" + tried + table + "\n";
  }
}
