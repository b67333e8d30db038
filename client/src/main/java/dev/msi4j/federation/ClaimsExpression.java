package dev.msi4j.federation;

import dev.msi4j.ClaimsMatchingExpression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An expression over the claims of a token, in version 1 of the language for flexible credentials:
 * conditions joined by {@code and}. Immutable. It writes the expression with the quotes escaped,
 * and evaluates it here, so that a pattern can be tried before it is sent.
 */
public final class ClaimsExpression {
  private static final int LANGUAGE_VERSION = 1;

  private final List<ClaimCondition> conditions;

  private ClaimsExpression(List<ClaimCondition> conditions) {
    this.conditions = conditions;
  }

  /** Returns the condition that a claim has this value; case counts. */
  public static ClaimsExpression eq(String claim, String value) {
    return of(claim, ClaimCondition.Operator.EQ, value);
  }

  /**
   * Returns the condition that a claim matches; case counts.
   *
   * @param pattern with {@code *} for any text, also none, and {@code ?} for any one character; the
   *     language has no way to write these two for themselves
   */
  public static ClaimsExpression matches(String claim, String pattern) {
    return of(claim, ClaimCondition.Operator.MATCHES, pattern);
  }

  private static ClaimsExpression of(
      String claim, ClaimCondition.Operator operator, String comparand) {
    return new ClaimsExpression(
        List.of(
            new ClaimCondition(
                Checks.part("claim", claim, "'[]"),
                operator,
                Checks.part("comparand", comparand, ""))));
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException if it is not in version 1 of the language, or says where it
   *     breaks the rules
   */
  public static ClaimsExpression parse(ClaimsMatchingExpression expression) {
    Checks.present("expression", expression);
    if (expression.languageVersion() != LANGUAGE_VERSION) {
      throw Checks.broken("languageVersion", expression.languageVersion(), "must be 1");
    }
    return new ClaimsExpression(new ClaimsExpressionParser(expression.value()).parse());
  }

  /** Returns the condition that both are true. */
  public ClaimsExpression and(ClaimsExpression other) {
    return new ClaimsExpression(
        Stream.concat(conditions.stream(), Checks.present("other", other).conditions.stream())
            .toList());
  }

  /**
   * Returns whether a token with these claims matches. A claim that is missing, or is neither a
   * text nor a number nor a boolean, matches nothing.
   */
  public boolean test(Map<String, ?> claims) {
    Checks.present("claims", claims);
    return conditions.stream().allMatch(condition -> condition.test(claims.get(condition.claim())));
  }

  /** Returns the names of the claims that have a condition. */
  Set<String> claims() {
    return conditions.stream().map(ClaimCondition::claim).collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the value or pattern of the first condition on a claim. */
  Optional<String> comparand(String claim) {
    return conditions.stream()
        .filter(condition -> condition.claim().equals(claim))
        .map(ClaimCondition::comparand)
        .findFirst();
  }

  /** Returns the expression as a credential has it. */
  public ClaimsMatchingExpression toMatchingExpression() {
    return ClaimsMatchingExpression.of(toString(), LANGUAGE_VERSION);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClaimsExpression that && conditions.equals(that.conditions);
  }

  @Override
  public int hashCode() {
    return conditions.hashCode();
  }

  /** Returns the expression's text. */
  @Override
  public String toString() {
    return conditions.stream().map(ClaimCondition::toString).collect(Collectors.joining(" and "));
  }
}
