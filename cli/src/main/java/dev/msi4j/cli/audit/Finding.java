package dev.msi4j.cli.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A resource that breaks a rule.
 *
 * @param isAccepted whether the baseline contains the finding
 */
record Finding(Rule rule, Place place, boolean isAccepted) {
  /**
   * The resource of a finding.
   *
   * @param resource the resource id; at most one finding of a rule has the same id
   * @param name the name of the resource for people
   * @param message what was found
   * @param severity the severity, if it differs from that of the rule
   */
  record Place(String resource, String name, String message, @Nullable Severity severity) {
    static Place of(String resource, String name, String message) {
      return new Place(resource, name, message, null);
    }

    Place with(Severity other) {
      return new Place(resource, name, message, other);
    }
  }

  Severity severity() {
    return place.severity == null ? rule.severity() : place.severity;
  }

  /** Returns the key in baselines and in SARIF, which stays the same in later audits. */
  String key() {
    return key(rule.id(), place.resource);
  }

  static String key(String rule, String resource) {
    return rule + " " + resource.toLowerCase(Locale.ROOT);
  }
}
