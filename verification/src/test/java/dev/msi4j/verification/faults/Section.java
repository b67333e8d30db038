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

  String markdown() {
    var table = figures.isEmpty() ? "" : "\n\n| | |\n|---|---|\n" + String.join("\n", figures);
    return "## " + title + "\n\n" + tried + table + "\n";
  }
}
