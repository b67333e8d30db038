package dev.msi4j.cli.console;

import java.util.Locale;

/** How an option spells what JSON and Java write in one word: {@code retryAfter}. */
public final class OptionName {
  private OptionName() {}

  /** Returns the word with hyphens, as {@code retry-after}. */
  public static String of(String label) {
    return label.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
