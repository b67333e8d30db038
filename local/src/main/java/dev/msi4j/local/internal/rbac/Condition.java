package dev.msi4j.local.internal.rbac;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition of version 2.0 on a role assignment or on a permission of a role. A comparison with
 * an attribute that the request does not have is false.
 */
public final class Condition {
  private final String text;
  private final Expression expression;

  private Condition(String text, Expression expression) {
    this.text = text;
    this.expression = expression;
  }

  /**
   * Parses a condition.
   *
   * @throws ConditionException if the text is invalid
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Condition parse(String text) {
    return new Condition(text, new ConditionParser(text).parse());
  }

  /** Returns the text of the condition. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Condition condition && condition.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  boolean isMet(ConditionContext context) {
    return expression.isMet(context);
  }

  /** A part of a condition. */
  interface Expression {
    boolean isMet(ConditionContext context);
  }

  /** Alternatives, of which one must be met. */
  record Or(List<Expression> parts) implements Expression {
    @Override
    public boolean isMet(ConditionContext context) {
      return parts.stream().anyMatch(part -> part.isMet(context));
    }
  }

  /** Parts that must all be met. */
  record And(List<Expression> parts) implements Expression {
    @Override
    public boolean isMet(ConditionContext context) {
      return parts.stream().allMatch(part -> part.isMet(context));
    }
  }

  /** The negation of a part. */
  record Not(Expression part) implements Expression {
    @Override
    public boolean isMet(ConditionContext context) {
      return !part.isMet(context);
    }
  }

  /** Matches the action of the request. */
  record ActionMatches(String pattern) implements Expression {
    @Override
    public boolean isMet(ConditionContext context) {
      return ActionPattern.matches(pattern, context.action());
    }
  }

  /** Matches the sub-operation of the request, which no served operation has. */
  record SubOperationMatches(String pattern) implements Expression {
    @Override
    public boolean isMet(ConditionContext context) {
      return false;
    }
  }

  /** Tests whether the request has an attribute. */
  record Exists(String attribute) implements Expression {
    @Override
    public boolean isMet(ConditionContext context) {
      return context.value(attribute).isPresent();
    }
  }

  /** A value of a comparison: a constant, or an attribute. */
  record Operand(String text, boolean isAttribute) {
    Optional<String> value(ConditionContext context) {
      return isAttribute ? context.value(text) : Optional.of(text);
    }
  }

  /**
   * Compares an attribute with values.
   *
   * @param withAll whether all values must match, and not any
   */
  record Comparison(
      String attribute, ConditionOperator operator, boolean withAll, List<Operand> operands)
      implements Expression {
    @Override
    public boolean isMet(ConditionContext context) {
      var actual = context.value(attribute);
      if (actual.isEmpty()) {
        return false;
      }
      Predicate<Operand> matches =
          operand ->
              operand
                  .value(context)
                  .filter(value -> operator.test().test(actual.get(), value))
                  .isPresent();
      return withAll ? operands.stream().allMatch(matches) : operands.stream().anyMatch(matches);
    }
  }
}
