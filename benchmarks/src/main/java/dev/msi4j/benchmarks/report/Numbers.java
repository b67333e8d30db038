package dev.msi4j.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.OptionalDouble;

/** Formats measured values. */
public final class Numbers {
  private static final String NONE = "-";

  private Numbers() {}

  /** Returns a value with three significant digits and groups of thousands, or a dash. */
  public static String rounded(OptionalDouble value) {
    return value.isPresent() ? rounded(value.getAsDouble()) : NONE;
  }

  /** Returns a value with three significant digits and groups of thousands. */
  public static String rounded(double value) {
    return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(new BigDecimal(value).round(new MathContext(3)));
  }

  /** Returns a value with two decimals, or a dash. */
  public static String ratio(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : NONE;
  }

  /** Returns a number of items, such as 1k or 1M. */
  public static String count(long items) {
    if (items >= 1_000_000 && items % 1_000_000 == 0) {
      return items / 1_000_000 + "M";
    }
    return items >= 1_000 && items % 1_000 == 0 ? items / 1_000 + "k" : Long.toString(items);
  }
}
