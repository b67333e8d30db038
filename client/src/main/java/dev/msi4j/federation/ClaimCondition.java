package dev.msi4j.federation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One condition of a {@link ClaimsExpression}. */
record ClaimCondition(String claim, Operator operator, String comparand) {
  /** How a claim is compared. */
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

  /** Goes back to the last star only, so that no pattern takes long. */
  private boolean matches(String text) {
    var at = 0;
    var in = 0;
    var star = -1;
    var resume = 0;
    while (at < text.length()) {
      if (in < comparand.length() && comparand.charAt(in) == '*') {
        star = in++;
        resume = at;
      } else if (in < comparand.length() && fits(comparand.charAt(in), text.charAt(at))) {
        in++;
        at++;
      } else if (star >= 0) {
        in = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    return comparand.chars().skip(in).allMatch(c -> c == '*');
  }

  private static boolean fits(char desired, char found) {
    return desired == '?' || desired == found;
  }

  /** A quote within a text is written twice: the language escapes quotes by quotes. */
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
