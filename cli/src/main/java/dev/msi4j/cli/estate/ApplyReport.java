package dev.msi4j.cli.estate;

import dev.msi4j.cli.console.Progress;
import dev.msi4j.cli.console.TerminalText;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the outcomes of an application as they become known, and counts them. */
final class ApplyReport {
  private final PrintWriter out;
  private final Map<Outcome.Status, Integer> counts = new EnumMap<>(Outcome.Status.class);

  ApplyReport(PrintWriter out) {
    this.out = out;
  }

  /** Prints an outcome, and counts it in the progress. */
  void print(Outcome outcome, Progress progress) {
    progress.step(() -> print(outcome));
  }

  private synchronized void print(Outcome outcome) {
    counts.merge(outcome.status(), 1, Integer::sum);
    var item = outcome.change().item();
    var reason = outcome.reason();
    out.println(
        TerminalText.line(
            String.format(
                    Locale.ROOT,
                    "%-10s  %-13s  %s",
                    word(outcome.status()),
                    item.kind(),
                    item.name())
                + (reason == null ? "" : ": " + reason)));
    out.flush();
  }

  /** Prints the number of outcomes of each status. */
  synchronized void printSummary(Plan plan) {
    var text =
        counts.entrySet().stream()
            .map(each -> each.getValue() + " " + word(each.getKey()))
            .collect(Collectors.joining(", "));
    long undeclared = plan.count(Change.Action.UNDECLARED);
    if (!text.isEmpty()) {
      out.println();
    }
    out.println(
        (text.isEmpty() ? "nothing to do" : text)
            + ", "
            + plan.unchanged()
            + " unchanged"
            + (undeclared == 0 ? "" : ", " + undeclared + " undeclared"));
    out.flush();
  }

  /** Returns the number of changes that were not made. */
  synchronized int notDone() {
    return counts.getOrDefault(Outcome.Status.FAILED, 0)
        + counts.getOrDefault(Outcome.Status.SKIPPED, 0);
  }

  private static String word(Outcome.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
