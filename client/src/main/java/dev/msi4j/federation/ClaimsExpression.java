package dev.msi4j.federation;

import dev.msi4j.ClaimsMatchingExpression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A claims matching expression in version 1 of the language of flexible federated identity
 * credentials: conditions joined by {@code and}. Immutable. Formats the expression with escaped
 * quotes, and evaluates it locally to test a pattern before it is sent to Azure.
 */
public final class ClaimsExpression {
  private static final int LANGUAGE_VERSION = 1;

  private final List<ClaimCondition> conditions;

  private ClaimsExpression(List<ClaimCondition> conditions) {
    this.conditions = conditions;
  }

  /**
   * Returns the condition that a claim equals a value, case-sensitively.
   *
   * @param claim the name of the claim, such as {@code sub}
   * @param value the expected value
   * @return the expression
   * @throws IllegalArgumentException if an argument is blank or contains control characters, or if
   *     the claim contains a quote or bracket
   */
  public static ClaimsExpression eq(String claim, String value) {
    return of(claim, ClaimCondition.Operator.EQ, value);
  }

  /**
   * Returns the condition that a claim matches a pattern, case-sensitively.
   *
   * @param claim the name of the claim, such as {@code sub}
   * @param pattern the pattern: {@code *} matches any text, including none, and {@code ?} exactly
   *     one character; the language has no escape sequence for these two characters
   * @return the expression
   * @throws IllegalArgumentException if an argument is blank or contains control characters, or if
   *     the claim contains a quote or bracket
   */
  public static ClaimsExpression matches(String claim, String pattern) {
    return of(claim, ClaimCondition.Operator.MATCHES, pattern);
  }

  private static ClaimsExpression of(
      String claim, ClaimCondition.Operator operator, String comparand) {
    return new ClaimsExpression(
        List.of(
            new ClaimCondition(
                Preconditions.requireText("claim", claim, "'[]"),
                operator,
                Preconditions.requireText("comparand", comparand, ""))));
  }

  /**
   * Parses an expression.
   *
   * @param expression the expression of a credential
   * @return the parsed expression
   * @throws IllegalArgumentException if the language version is not 1, or if the syntax is invalid;
   *     the message contains the position
   */
  public static ClaimsExpression parse(ClaimsMatchingExpression expression) {
    Preconditions.requireNonNull("expression", expression);
    if (expression.languageVersion() != LANGUAGE_VERSION) {
      throw Preconditions.invalid("languageVersion", expression.languageVersion(), "must be 1");
    }
    return new ClaimsExpression(new ClaimsExpressionParser(expression.value()).parse());
  }

  /**
   * Returns the conjunction of this and another expression.
   *
   * @param other the other expression
   * @return an expression that matches if both match
   */
  public ClaimsExpression and(ClaimsExpression other) {
    return new ClaimsExpression(
        Stream.concat(
                conditions.stream(),
                Preconditions.requireNonNull("other", other).conditions.stream())
            .toList());
  }

  /**
   * Returns whether the expression matches the given claims. A claim that is missing, or is not a
   * string, number or boolean, does not match.
   *
   * @param claims the claims of a token by name
   * @return true if all conditions match
   */
  public boolean test(Map<String, ?> claims) {
    Preconditions.requireNonNull("claims", claims);
    return conditions.stream().allMatch(condition -> condition.test(claims.get(condition.claim())));
  }

  /**
   * Returns the conditions, all of which must match.
   *
   * @return the conditions in the order of the expression; at least one
   */
  public List<ClaimCondition> conditions() {
    return List.copyOf(conditions);
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

  /**
   * Returns the expression in the form of a credential.
   *
   * @return the expression with language version 1
   */
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

  /** Returns the text of the expression. */
  @Override
  public String toString() {
    return conditions.stream().map(ClaimCondition::toString).collect(Collectors.joining(" and "));
  }
}
