package dev.msi4j.federation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One condition of a {@link ClaimsExpression}. */
record ClaimCondition(String claim, Operator operator, String comparand) {
  /** Comparison operator of a condition. */
  enum Operator {
    EQ,
    MATCHES;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean test(@Nullable Object claim) {
    if (!(claim instanceof String || claim instanceof Number || claim instanceof Boolean)) {
      return false;
    }
    var text = claim.toString();
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
