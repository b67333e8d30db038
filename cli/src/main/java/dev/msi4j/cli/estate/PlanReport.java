package dev.msi4j.cli.estate;

import dev.msi4j.cli.console.JsonText;
import dev.msi4j.cli.console.TerminalText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prints a plan: as text, as Markdown for a comment of a pull request, or as JSON. */
final class PlanReport {
  /** An output format. */
  enum Format {
    TEXT,
    MARKDOWN,
    JSON
  }

  private static final int FORMAT_VERSION = 1;

  /** Less than the limit of a comment on GitHub, 65,536 characters. */
  private static final int MAX_MARKDOWN = 60_000;

  private final Plan plan;
  private final String subscriptionId;

  PlanReport(Plan plan, String subscriptionId) {
    this.plan = plan;
    this.subscriptionId = subscriptionId;
  }

  void print(PrintWriter out, Format format) {
    switch (format) {
      case TEXT -> printText(out);
      case MARKDOWN -> out.print(markdown());
      case JSON -> out.println(json());
    }
    out.flush();
  }

  private void printText(PrintWriter out) {
    for (var change : plan.changes()) {
      out.println(TerminalText.line(line(change)));
      change
          .properties()
          .forEach(each -> out.println(TerminalText.line("            " + text(each))));
    }
    if (!plan.changes().isEmpty()) {
      out.println();
    }
    out.println(summary());
  }

  private static String line(Change change) {
    return String.format(
            Locale.ROOT,
            "%-10s  %-13s  %s",
            change.action().word(),
            change.item().kind(),
            change.item().name())
        + (change.note() == null ? "" : ": " + change.note());
  }

  private static String text(Change.Property property) {
    if (property.before() == null) {
      return property.name() + ": " + property.after();
    }
    return property.name()
        + ": "
        + property.before()
        + " → "
        + (property.after() == null ? "(none)" : property.after());
  }

  /** Returns the number of changes of each action. */
  String summary() {
    if (plan.isEmpty()) {
      return "Nothing to do: " + plan.unchanged() + " items are as declared.";
    }
    var counts =
        Stream.of(Change.Action.values())
            .filter(each -> plan.count(each) > 0)
            .map(each -> plan.count(each) + " " + each.word())
            .collect(Collectors.joining(", "));
    return counts + ", " + plan.unchanged() + " unchanged";
  }

  private String markdown() {
    var text = new StringBuilder("### Estate: ").append(summary()).append("\n");
    if (plan.isEmpty()) {
      return text.toString();
    }
    text.append("\n| Action | Item | Property | Before | After |\n|---|---|---|---|---|\n");
    int left = plan.changes().size();
    for (var change : plan.changes()) {
      var rows = rows(change);
      if (text.length() + rows.length() > MAX_MARKDOWN) {
        return text.append("\n").append(left).append(" more changes are not shown.\n").toString();
      }
      text.append(rows);
      left--;
    }
    return text.toString();
  }

  private static String rows(Change change) {
    var note = change.note() == null ? "" : change.note();
    if (change.properties().isEmpty()) {
      return row(change.action().word(), item(change), note, "", "");
    }
    var rows = new StringBuilder();
    for (var each : change.properties()) {
      boolean isFirst = rows.isEmpty();
      rows.append(
          row(
              isFirst ? change.action().word() : "",
              isFirst ? item(change) : "",
              each.name(),
              code(each.before()),
              code(each.after())));
    }
    return note.isEmpty() ? rows.toString() : rows + row("", "", note, "", "");
  }

  private static String item(Change change) {
    return change.item().kind() + " " + code(change.item().name());
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** Returns text as code that cannot end the cell; empty for null. */
  private static String code(@Nullable String text) {
    return text == null
        ? ""
        : "<code>"
            + TerminalText.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("|", "&#124;")
                .replace("`", "&#96;")
            + "</code>";
  }

  /** Returns the plan as JSON. */
  String json() {
    var summary = new LinkedHashMap<String, Object>();
    for (var action : Change.Action.values()) {
      summary.put(action.word(), plan.count(action));
    }
    summary.put("unchanged", plan.unchanged());
    var document = new LinkedHashMap<String, Object>();
    document.put("formatVersion", FORMAT_VERSION);
    document.put("subscriptionId", subscriptionId);
    document.put("summary", summary);
    document.put("changes", plan.changes().stream().map(PlanReport::members).toList());
    return JsonText.indent(JsonText.write(document));
  }

  private static Map<String, Object> members(Change change) {
    var properties = new ArrayList<Map<String, Object>>();
    for (var each : change.properties()) {
      var members = new LinkedHashMap<String, Object>();
      members.put("name", each.name());
      members.put("before", each.before());
      members.put("after", each.after());
      properties.add(members);
    }
    var members = new LinkedHashMap<String, Object>();
    members.put("action", change.action().word());
    members.put("kind", change.item().kind());
    members.put("name", change.item().name());
    members.put("properties", List.copyOf(properties));
    if (change.note() != null) {
      members.put("note", change.note());
    }
    return members;
  }
}
