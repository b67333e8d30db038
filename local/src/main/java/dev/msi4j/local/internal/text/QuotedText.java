package dev.msi4j.local.internal.text;

import java.util.Optional;

/**
 * A text in single quotes, in which a doubled quote stands for a quote.
 *
 * @param value the text without its quotes
 * @param end the position after the closing quote
 */
public record QuotedText(String value, int end) {
  /** The quote. */
  public static final char QUOTE = '\'';

  /**
   * Reads a text.
   *
   * @param source what contains the text
   * @param start the position after the opening quote
   * @return the text; empty if the closing quote is missing
   */
  public static Optional<QuotedText> read(String source, int start) {
    var value = new StringBuilder();
    for (var i = start; i < source.length(); i++) {
      var next = source.charAt(i);
      if (next == QUOTE) {
        if (i + 1 == source.length() || source.charAt(i + 1) != QUOTE) {
          return Optional.of(new QuotedText(value.toString(), i + 1));
        }
        i++;
      }
      value.append(next);
    }
    return Optional.empty();
  }
}
