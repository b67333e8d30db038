package dev.msi4j.cli.console;

import java.util.Locale;

/** Converts camel case to the spelling of options. */
public final class OptionName {
  private OptionName() {}

  /** Returns a name such as {@code retryAfter} as {@code retry-after}. */
  public static String of(String label) {
    return label.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
