package dev.msi4j.local.internal.entra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A claims matching expression of language version 1: comparisons such as {@code claims['sub']
 * matches 'repo:contoso/*'} or {@code claims['sub'] eq 'a'}, joined by {@code and}, which is all
 * that Azure documents. A quote within quotes is doubled. Immutable.
 */
public final class ClaimsExpression {
  private static final Pattern COMPARISON =
      Pattern.compile("claims\\['([^']+)'] (eq|matches) '((?:[^']++|'')*+)'");
  private static final String AND = " and ";

  /** A longer claim matches no pattern: what a match costs grows with both. */
  private static final int LONGEST_CLAIM = 8_192;

  private final List<Comparison> comparisons;

  private ClaimsExpression(List<Comparison> comparisons) {
    this.comparisons = comparisons;
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException if it is none; the message says from which character on
   */
  public static ClaimsExpression parse(String text) {
    var comparisons = new ArrayList<Comparison>();
    var matcher = COMPARISON.matcher(text);
    var position = 0;
    while (matcher.region(position, text.length()).lookingAt()) {
      comparisons.add(
          new Comparison(
              matcher.group(1),
              matcher.group(2).equals("matches"),
              matcher.group(3).replace("''", "'")));
      position = matcher.end();
      if (position == text.length()) {
        return new ClaimsExpression(List.copyOf(comparisons));
      }
      if (!text.startsWith(AND, position)) {
        break;
      }
      position += AND.length();
    }
    throw new IllegalArgumentException(
        "The claimsMatchingExpression '"
            + text
            + "' is invalid from character "
            + (position + 1)
            + " on: it must be claims['NAME'] eq 'TEXT' or claims['NAME'] matches 'PATTERN', or several of"
            + " these joined by 'and', with single blanks between.");
  }

  /**
   * Whether claims satisfy it; one that is missing or no text satisfies nothing.
   *
   * @param claims the text of a claim by its name
   */
  boolean matches(Function<String, Optional<String>> claims) {
    return comparisons.stream()
        .allMatch(
            comparison -> claims.apply(comparison.claim).filter(comparison::accepts).isPresent());
  }

  private record Comparison(String claim, boolean wildcards, String text) {
    boolean accepts(String value) {
      return wildcards
          ? value.length() <= LONGEST_CLAIM && GlobPattern.match(text, value)
          : text.equals(value);
    }
  }
}
