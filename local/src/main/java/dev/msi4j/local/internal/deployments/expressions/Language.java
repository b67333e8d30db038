package dev.msi4j.local.internal.deployments.expressions;

import java.util.HashMap;
import java.util.Map;

/**
 * The template language for one evaluation: its functions, its budget, and the parsed expressions,
 * so that each text is parsed once. Not thread-safe.
 */
public final class Language {
  private static final FunctionTable FUNCTIONS = FunctionTable.ofAll();

  private final Budget budget = new Budget();
  private final Map<String, Expression> parsed = new HashMap<>();

  /** Returns the evaluator for a template. */
  public Evaluator evaluator(Symbols symbols, DeploymentFacts facts, DeployedResources resources) {
    return new Evaluator(this, symbols, facts, resources);
  }

  Budget budget() {
    return budget;
  }

  FunctionTable functions() {
    return FUNCTIONS;
  }

  /** Returns whether a text is an expression, and not a literal. */
  public static boolean isExpression(String text) {
    return text.length() > 1
        && text.charAt(0) == '['
        && text.charAt(1) != '['
        && text.charAt(text.length() - 1) == ']';
  }

  /**
   * Parses a text that is an expression.
   *
   * @throws dev.msi4j.local.internal.arm.ArmException if the expression is malformed
   */
  public Expression parse(String text) {
    var known = parsed.get(text);
    if (known != null) {
      return known;
    }
    var expression = ExpressionParser.parse(text.substring(1, text.length() - 1));
    parsed.put(text, expression);
    return expression;
  }
}
