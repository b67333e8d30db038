package dev.msi4j.cli.audit;

import java.util.stream.Stream;

/**
 * A rule of the audit.
 *
 * @param id the id in reports and options, such as {@code F1}
 * @param title the risk in a few words
 * @param why the reason
 * @param remedy what to do
 * @param source where the rule comes from
 */
record Rule(
    String id,
    Severity severity,
    String title,
    String why,
    String remedy,
    String source,
    Check check) {

  /** Finds what breaks a rule. */
  @FunctionalInterface
  interface Check {
    /**
     * Returns the findings.
     *
     * @throws NotCheckedException if data of the rule could not be read
     */
    Stream<Finding.Place> find(AuditData data);
  }

  @Override
  public String toString() {
    return id;
  }
}
