package dev.msi4j.federation;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a {@link ClaimsExpression}: a claim equals a value, or matches a pattern.
 * Immutable.
 */
public final class ClaimCondition {
  private final String claim;
  private final Operator operator;
  private final String comparand;

  ClaimCondition(String claim, Operator operator, String comparand) {
    this.claim = claim;
    this.operator = operator;
    this.comparand = comparand;
  }

  /** Comparison operator of a condition. */
  enum Operator {
    EQ,
    MATCHES;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@return the name of the claim, such as {@code sub}} */
  public String claim() {
    return claim;
  }

  /** {@return the value or the pattern, without the escapes of the expression} */
  public String comparand() {
    return comparand;
  }

  /**
   * Returns whether the comparand is a pattern.
   *
   * @return true for a pattern, in which {@code *} matches any text and {@code ?} one character;
   *     false for a value
   */
  public boolean isPattern() {
    return operator == Operator.MATCHES;
  }

  boolean test(@Nullable Object value) {
    if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
      return false;
    }
    var text = value.toString();
    return operator == Operator.EQ ? comparand.equals(text) : matches(text);
  }

  /**
   * Matches the pattern with backtracking to the last star only: the worst case is quadratic, not
   * exponential.
   */
  private boolean matches(String text) {
    var textIndex = 0;
    var patternIndex = 0;
    var starIndex = -1;
    var resumeIndex = 0;
    while (textIndex < text.length()) {
      if (patternIndex < comparand.length() && comparand.charAt(patternIndex) == '*') {
        starIndex = patternIndex++;
        resumeIndex = textIndex;
      } else if (patternIndex < comparand.length()
          && matchesCharacter(comparand.charAt(patternIndex), text.charAt(textIndex))) {
        patternIndex++;
        textIndex++;
      } else if (starIndex >= 0) {
        patternIndex = starIndex + 1;
        textIndex = ++resumeIndex;
      } else {
        return false;
      }
    }
    return comparand.chars().skip(patternIndex).allMatch(c -> c == '*');
  }

  private static boolean matchesCharacter(char pattern, char actual) {
    return pattern == '?' || pattern == actual;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClaimCondition that
        && claim.equals(that.claim)
        && operator == that.operator
        && comparand.equals(that.comparand);
  }

  @Override
  public int hashCode() {
    return Objects.hash(claim, operator, comparand);
  }

  /** Returns the condition as text; quotes in the comparand are doubled. */
  @Override
  public String toString() {
    return "claims['"
        + claim
        + "'] "
        + operator.label()
        + " '"
        + comparand.replace("'", "''")
        + "'";
  }
}
