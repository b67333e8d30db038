package dev.msi4j.cli.console;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import software.amazon.smithy.jmespath.JmespathException;
import software.amazon.smithy.jmespath.JmespathExpression;
import software.amazon.smithy.jmespath.LiteralExpressionJmespathRuntime;
import software.amazon.smithy.jmespath.ast.LiteralExpression;

/** A JMESPath expression, the value of {@code --query}. */
final class Query {
  private final String text;
  private final JmespathExpression expression;

  private Query(String text, JmespathExpression expression) {
    this.text = text;
    this.expression = expression;
  }

  /** Converts the value of the option. Loads the JMESPath library only if the option is used. */
  static final class Converter implements ITypeConverter<Query> {
    @Override
    public Query convert(String text) {
      try {
        return new Query(text, JmespathExpression.parse(text));
      } catch (JmespathException e) {
        throw new TypeConversionException(
            "'" + text + "' must be a JMESPath expression: " + e.getMessage());
      }
    }
  }

  /**
   * Returns the result of the query.
   *
   * @param value a JSON value of maps, lists and scalars
   * @throws CommandException if the expression does not fit the value
   */
  @Nullable Object apply(@Nullable Object value) {
    try {
      var result =
          expression.evaluate(
              LiteralExpression.from(value), LiteralExpressionJmespathRuntime.INSTANCE);
      return LiteralExpression.unwrap(result);
    } catch (JmespathException e) {
      throw new CommandException(
          "--query '" + text + "' cannot be applied to the result: " + e.getMessage(), e);
    }
  }
}
