package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.text.QuotedText;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses an expression in one pass from left to right: literals, calls of functions, members and
 * elements (Microsoft Learn, "Syntax and expressions in ARM templates").
 */
final class ExpressionParser {
  /** The limit of Azure (Microsoft Learn, "Template best practices"). */
  static final int MAX_LENGTH = 24_576;

  /** Bounds the recursion of the parser. */
  private static final int MAX_DEPTH = 100;

  private final String text;
  private int position;
  private int depth;

  private ExpressionParser(String text) {
    this.text = text;
  }

  /**
   * Parses an expression.
   *
   * @param text the expression without the brackets around it
   * @throws ArmException 400 InvalidTemplate if the text is not an expression
   */
  static Expression parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw TemplateErrors.syntax(
          text, MAX_LENGTH, "the expression is longer than " + MAX_LENGTH + " characters");
    }
    var parser = new ExpressionParser(text);
    var expression = parser.expression();
    if (parser.peek() != '\0') {
      throw parser.unexpected();
    }
    return expression;
  }

  private Expression expression() {
    depth++;
    if (depth > MAX_DEPTH) {
      throw error("expressions are nested deeper than " + MAX_DEPTH + " levels");
    }
    var expression = primary();
    while (true) {
      if (accept('.')) {
        expression = new Expression.Member(expression, identifier());
      } else if (accept('[')) {
        expression = new Expression.Element(expression, expression());
        expect(']');
      } else {
        depth--;
        return expression;
      }
    }
  }

  private Expression primary() {
    var next = peek();
    if (next == QuotedText.QUOTE) {
      return new Expression.Literal(TextNode.valueOf(string()));
    }
    if (next == '-' || next == '+' || isDigit(next)) {
      return integer();
    }
    var name = identifier();
    if (accept('.')) {
      name = name + "." + identifier();
    }
    expect('(');
    return new Expression.Call(name, arguments());
  }

  private List<Expression> arguments() {
    var arguments = new ArrayList<Expression>();
    if (accept(')')) {
      return List.of();
    }
    do {
      arguments.add(expression());
    } while (accept(','));
    expect(')');
    return List.copyOf(arguments);
  }

  private String string() {
    expect(QuotedText.QUOTE);
    var string =
        QuotedText.read(text, position)
            .orElseThrow(() -> {
              position = text.length();
              return error("a string has no closing quote");
            });
    position = string.end();
    return string.value();
  }

  private Expression integer() {
    var start = position;
    position++;
    while (position < text.length() && isDigit(text.charAt(position))) {
      position++;
    }
    var digits = text.substring(start, position);
    try {
      return new Expression.Literal(Values.integer(Long.parseLong(digits)));
    } catch (NumberFormatException e) {
      throw error("'" + digits + "' is not an integer of 64 bits");
    }
  }

  private String identifier() {
    peek();
    var start = position;
    while (position < text.length() && isIdentifierPart(text.charAt(position))) {
      position++;
    }
    if (start == position) {
      throw unexpected();
    }
    return text.substring(start, position);
  }

  private boolean accept(char symbol) {
    var found = peek() == symbol;
    position += found ? 1 : 0;
    return found;
  }

  private void expect(char symbol) {
    if (!accept(symbol)) {
      throw unexpected();
    }
  }

  /** Skips blanks and returns the next character, or NUL at the end. */
  private char peek() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return position < text.length() ? text.charAt(position) : '\0';
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isIdentifierPart(char character) {
    return Character.isLetterOrDigit(character) || character == '_' || character == '$';
  }

  private ArmException unexpected() {
    return position < text.length()
        ? error("unexpected character '" + text.charAt(position) + "'")
        : error("the expression ends too early");
  }

  private ArmException error(String reason) {
    return TemplateErrors.syntax(text, position, reason);
  }
}
