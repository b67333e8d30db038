package dev.msi4j.cli.audit;

import dev.msi4j.cli.console.JsonText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the result of an audit in the Static Analysis Results Interchange Format 2.1.0 (OASIS).
 * Rules that were not checked are notifications; accepted findings are suppressed results.
 */
final class Sarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private Sarif() {}

  static String write(Audit audit) {
    var driver = new LinkedHashMap<String, Object>();
    driver.put("name", "msi audit");
    driver.put("rules", audit.rules().stream().map(Sarif::rule).toList());
    var invocation = new LinkedHashMap<String, Object>();
    invocation.put("executionSuccessful", true);
    invocation.put(
        "toolExecutionNotifications",
        audit.notChecked().stream().map(Sarif::notification).toList());
    var run = new LinkedHashMap<String, Object>();
    run.put("tool", Map.of("driver", driver));
    run.put("invocations", List.of(invocation));
    run.put(
        "results",
        audit.findings().stream()
            .map(each -> result(each, audit.rules().indexOf(each.rule())))
            .toList());
    var document = new LinkedHashMap<String, Object>();
    document.put("$schema", SCHEMA);
    document.put("version", "2.1.0");
    document.put("runs", List.of(run));
    return JsonText.indent(JsonText.write(document)) + "\n";
  }

  private static Map<String, Object> rule(Rule rule) {
    var members = new LinkedHashMap<String, Object>();
    members.put("id", rule.id());
    members.put("shortDescription", text(rule.title()));
    members.put("fullDescription", text(rule.why()));
    members.put("help", text(rule.remedy() + " Source: " + rule.source() + "."));
    members.put("defaultConfiguration", Map.of("level", level(rule.severity())));
    members.put(
        "properties",
        Map.of("tags", List.of("security"), "security-severity", score(rule.severity())));
    return members;
  }

  private static Map<String, Object> result(Finding finding, int ruleIndex) {
    var place = finding.place();
    var location = new LinkedHashMap<String, Object>();
    location.put("name", place.name());
    location.put("fullyQualifiedName", place.resource());
    location.put("kind", "resource");
    var members = new LinkedHashMap<String, Object>();
    members.put("ruleId", finding.rule().id());
    members.put("ruleIndex", ruleIndex);
    members.put("level", level(finding.severity()));
    members.put("message", text(place.name() + ": " + place.message()));
    members.put(
        "locations",
        List.of(
            Map.of(
                "physicalLocation",
                Map.of("artifactLocation", Map.of("uri", uri(place.resource()))),
                "logicalLocations",
                List.of(location))));
    members.put("partialFingerprints", Map.of("ruleAndResource/v1", finding.key()));
    if (finding.isAccepted()) {
      members.put("suppressions", List.of(Map.of("kind", "external", "status", "accepted")));
    }
    return members;
  }

  private static Map<String, Object> notification(Audit.NotChecked notChecked) {
    var members = new LinkedHashMap<String, Object>();
    members.put("level", "warning");
    members.put("message", text("not checked: " + notChecked.reason()));
    members.put("associatedRule", Map.of("id", notChecked.rule().id()));
    return members;
  }

  private static Map<String, Object> text(String text) {
    return Map.of("text", text);
  }

  /** Returns a resource id as a relative URI reference. */
  private static String uri(String resource) {
    var segments = new ArrayList<String>();
    for (var segment : resource.split("/", -1)) {
      segments.add(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    var path = String.join("/", segments);
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, INFO -> "note";
    };
  }

  /** Returns the number by which GitHub code scanning orders findings. */
  private static String score(Severity severity) {
    double score =
        switch (severity) {
          case CRITICAL -> 9.5;
          case HIGH -> 8;
          case MEDIUM -> 5;
          case LOW -> 3;
          case INFO -> 1;
        };
    return String.format(Locale.ROOT, "%.1f", score);
  }
}
