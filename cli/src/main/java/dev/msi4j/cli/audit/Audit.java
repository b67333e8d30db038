package dev.msi4j.cli.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The result of an audit.
 *
 * @param findings the findings, the highest severity first
 * @param notChecked the rules whose data could not be read
 * @param rules the rules that were run, or could not be checked
 */
record Audit(List<Finding> findings, List<NotChecked> notChecked, List<Rule> rules) {
  /** All rules in the order of their ids. */
  static final List<Rule> RULES =
      Stream.of(FederationRules.all(), RoleRules.all(), UseRules.all())
          .flatMap(List::stream)
          .toList();

  /** A rule whose data could not be read. */
  record NotChecked(Rule rule, String reason) {}

  /**
   * Runs rules.
   *
   * @param accepted the keys of the findings that the baseline contains
   */
  static Audit run(AuditData data, List<Rule> rules, Set<String> accepted) {
    var findings = new ArrayList<Finding>();
    var notChecked = new ArrayList<NotChecked>();
    for (var rule : rules) {
      try {
        // A list, so that a rule that cannot be completed adds nothing.
        for (var place : rule.check().find(data).toList()) {
          boolean isAccepted = accepted.contains(Finding.key(rule.id(), place.resource()));
          findings.add(new Finding(rule, place, isAccepted));
        }
      } catch (NotCheckedException e) {
        notChecked.add(new NotChecked(rule, e.reason()));
      }
    }
    findings.sort(
        Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparingInt(each -> rules.indexOf(each.rule()))
            .thenComparing(each -> each.place().resource()));
    return new Audit(List.copyOf(findings), List.copyOf(notChecked), List.copyOf(rules));
  }

  /** Returns the findings that the baseline does not contain. */
  List<Finding> open() {
    return findings.stream().filter(each -> !each.isAccepted()).toList();
  }
}
