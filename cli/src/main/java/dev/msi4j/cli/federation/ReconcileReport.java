package dev.msi4j.cli.federation;

import dev.msi4j.ResourceId;
import dev.msi4j.cli.console.Color;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.TerminalText;
import dev.msi4j.cli.console.TerminalWriter;
import dev.msi4j.federation.CredentialOutcome;
import dev.msi4j.federation.CredentialStatus;
import dev.msi4j.federation.DesiredCredentials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prints the outcomes of a reconciliation or of its plan, one line each. */
final class ReconcileReport {
  private final Function<CredentialStatus, String> text;
  private final String format;

  /** Column widths come from the desired credentials: lines are printed before all are known. */
  private ReconcileReport(
      Function<CredentialStatus, String> text, Map<ResourceId, DesiredCredentials> desired) {
    this.text = text;
    int owners = width("Identity", desired.keySet().stream().map(ReconcileReport::owner));
    int subjects =
        width(
            "Subject",
            desired.values().stream()
                .flatMap(each -> each.credentials().stream())
                .map(CredentialTable::subject)
                .filter(Objects::nonNull));
    this.format = "  %-" + owners + "s  %-" + subjects + "s  %s%n";
  }

  /** Returns the report of an applied reconciliation. */
  static ReconcileReport done(Map<ResourceId, DesiredCredentials> desired) {
    return new ReconcileReport(ReconcileReport::done, desired);
  }

  /** Returns the report of a plan. */
  static ReconcileReport planned(Map<ResourceId, DesiredCredentials> desired) {
    return new ReconcileReport(ReconcileReport::planned, desired);
  }

  void printHeader(TerminalWriter out) {
    out.print("Action   ");
    print(out, "Identity", "Subject", "Name");
  }

  void print(TerminalWriter out, CredentialOutcome outcome) {
    var failure = outcome.failure();
    var action = String.format(Locale.ROOT, "%-9s", text.apply(outcome.status()));
    var color = color(outcome.status());
    if (color == null) {
      out.print(action);
    } else {
      out.print(color, action);
    }
    print(
        out,
        owner(outcome.identity()),
        CredentialTable.subject(outcome.credential()),
        failure == null ? outcome.name() : outcome.name() + ": " + ErrorPrinter.oneLine(failure));
  }

  /** Prints the number of outcomes of each status. */
  void printSummary(TerminalWriter out, List<CredentialOutcome> outcomes) {
    var counts =
        Stream.of(CredentialStatus.values())
            .filter(status -> count(outcomes, status) > 0)
            .map(status -> count(outcomes, status) + " " + text.apply(status))
            .collect(Collectors.joining(", "));
    out.println();
    out.println(counts.isEmpty() ? "nothing to do" : counts);
    out.flush();
  }

  private void print(TerminalWriter out, @Nullable Object... cells) {
    out.printf(Locale.ROOT, format, Stream.of(cells).map(ReconcileReport::cell).toArray());
    out.flush();
  }

  /** Returns the outcomes as JSON values. */
  List<Map<String, Object>> json(List<CredentialOutcome> outcomes) {
    return outcomes.stream().map(this::json).toList();
  }

  private Map<String, Object> json(CredentialOutcome outcome) {
    var members = new LinkedHashMap<String, Object>();
    members.put("action", text.apply(outcome.status()));
    members.put("identity", outcome.identity().toString());
    members.put("name", outcome.name());
    members.put("credential", outcome.credential());
    if (outcome.failure() != null) {
      members.put("failure", ErrorPrinter.oneLine(outcome.failure()));
    }
    return members;
  }

  private static long count(List<CredentialOutcome> outcomes, CredentialStatus status) {
    return outcomes.stream().filter(outcome -> outcome.status() == status).count();
  }

  private static String done(CredentialStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Color color(CredentialStatus status) {
    return switch (status) {
      case CREATED -> Color.GREEN;
      case UPDATED -> Color.YELLOW;
      case UNCHANGED -> null;
      case DELETED, FAILED -> Color.RED;
    };
  }

  private static String planned(CredentialStatus status) {
    return switch (status) {
      case CREATED -> "create";
      case UPDATED -> "update";
      case UNCHANGED -> "keep";
      case DELETED -> "delete";
      case FAILED -> "fail";
    };
  }

  private static @Nullable String cell(@Nullable Object cell) {
    return cell == null ? null : TerminalText.line(cell.toString());
  }

  private static int width(String header, Stream<String> cells) {
    return Stream.concat(Stream.of(header), cells.map(TerminalText::line))
        .mapToInt(String::length)
        .max()
        .orElseThrow();
  }

  private static String owner(ResourceId identity) {
    return Objects.requireNonNull(identity.resourceGroup()) + "/" + identity.name();
  }
}
