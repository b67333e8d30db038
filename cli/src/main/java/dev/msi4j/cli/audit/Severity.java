package dev.msi4j.cli.audit;

import java.util.Locale;

/** The severity of a finding, from the lowest to the highest. */
enum Severity {
  INFO,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** Returns the word in reports. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether this severity is the same or higher. */
  boolean isAtLeast(Severity other) {
    return compareTo(other) >= 0;
  }
}
