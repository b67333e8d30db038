package dev.msi4j.verification.faults;

import java.util.ArrayList;
import java.util.List;

/** A section of the report: title, description and figures. Immutable. */
record ReportSection(String title, String text, boolean passed, List<String> figures) {
  /** Returns the section of a part that passed. */
  static ReportSection of(String title, String text) {
    return new ReportSection(title, text, true, List.of());
  }

  /** Returns the section of a part that cannot run on this machine. */
  static ReportSection notRun(String title, String reason) {
    return new ReportSection(title, "Not run: " + reason + ".", false, List.of());
  }

  ReportSection figure(String name, Object value) {
    var more = new ArrayList<>(figures);
    more.add("| " + name + " | " + value + " |");
    return new ReportSection(title, text, passed, List.copyOf(more));
  }

  /**
   * Returns the report with this section in place of the section of the same title, or at the end.
   */
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
    return "## " + title + "\n\n" + text + table + "\n";
  }
}
