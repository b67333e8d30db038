package dev.msi4j.benchmarks;

import java.util.Locale;

/** Whether the clients use TLS. */
enum Scheme {
  HTTP,
  TLS;

  /** Returns the name in keys and arguments. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
