package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.rbac.Condition.Expression;
import dev.msi4j.local.internal.rbac.Condition.Operand;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parses the text of a condition. The depth of nested parentheses and negations is bounded. */
final class ConditionParser {
  private static final int MAX_DEPTH = 50;

  private static final Set<String> SOURCES =
      Set.of("request", "resource", "principal", "environment");

  /** Whether a quantifier requires a match with all values. An attribute has one value here. */
  private static final Map<String, Boolean> QUANTIFIERS =
      Map.of(
          "foranyofanyvalues", false,
          "forallofanyvalues", false,
          "foranyofallvalues", true,
          "forallofallvalues", true);

  private final String text;
  private int at;

  ConditionParser(String text) {
    this.text = text;
  }

  Expression parse() {
    var expression = or(0);
    skipSpaces();
    if (at < text.length()) {
      throw error("unexpected '" + text.charAt(at) + "'");
    }
    return expression;
  }

  private Expression or(int depth) {
    var parts = new ArrayList<>(List.of(and(depth)));
    while (accept("||") || acceptWord("OR")) {
      parts.add(and(depth));
    }
    return parts.size() == 1 ? parts.get(0) : new Condition.Or(List.copyOf(parts));
  }

  private Expression and(int depth) {
    var parts = new ArrayList<>(List.of(part(depth)));
    while (accept("&&") || acceptWord("AND")) {
      parts.add(part(depth));
    }
    return parts.size() == 1 ? parts.get(0) : new Condition.And(List.copyOf(parts));
  }

  private Expression part(int depth) {
    if (depth > MAX_DEPTH) {
      throw error("more than " + MAX_DEPTH + " nested expressions");
    }
    if (accept("!") || acceptWord("NOT")) {
      return new Condition.Not(part(depth + 1));
    }
    if (accept("(")) {
      var inner = or(depth + 1);
      expect(")");
      return inner;
    }
    if (acceptWord("ActionMatches")) {
      return new Condition.ActionMatches(braced());
    }
    if (acceptWord("SubOperationMatches")) {
      return new Condition.SubOperationMatches(braced());
    }
    if (acceptWord("Exists")) {
      return new Condition.Exists(attribute());
    }
    return comparison();
  }

  private String braced() {
    expect("{");
    var value = quoted();
    expect("}");
    return value;
  }

  private Expression comparison() {
    var attribute = attribute();
    var start = position();
    var word = word();
    var colon = word.indexOf(':');
    var quantifier = colon < 0 ? "" : word.substring(0, colon);
    var name = word.substring(colon + 1);
    if (colon >= 0 && !QUANTIFIERS.containsKey(CaseFolding.of(quantifier))) {
      throw new ConditionException("unknown quantifier '" + quantifier + "'", start);
    }
    var operator =
        ConditionOperator.find(name)
            .orElseThrow(() -> new ConditionException("unknown operator '" + name + "'", start));
    var operands = operands();
    if (operands.size() > 1 && colon < 0) {
      throw new ConditionException(
          "several values need a quantifier, such as ForAnyOfAnyValues:" + name + ",", start);
    }
    for (var operand : operands) {
      if (!operand.isAttribute() && !operator.isValid().test(operand.text())) {
        throw new ConditionException(
            "the value '" + operand.text() + "' does not fit the operator " + name + ",", start);
      }
    }
    return new Condition.Comparison(
        attribute, operator, QUANTIFIERS.getOrDefault(CaseFolding.of(quantifier), false), operands);
  }

  private List<Operand> operands() {
    if (!accept("{")) {
      return List.of(operand());
    }
    var operands = new ArrayList<Operand>();
    do {
      operands.add(operand());
    } while (accept(","));
    expect("}");
    return List.copyOf(operands);
  }

  private Operand operand() {
    if (isNext('@')) {
      return new Operand(attribute(), true);
    }
    return new Operand(isNext('\'') ? quoted() : word(), false);
  }

  /** Parses {@code @Source[name]} and returns it without the first character. */
  private String attribute() {
    expect("@");
    var start = at;
    var source = word();
    if (!SOURCES.contains(CaseFolding.of(source))) {
      throw new ConditionException("unknown attribute source '" + source + "'", start);
    }
    expect("[");
    var end = text.indexOf(']', at);
    if (end <= at) {
      throw error("expected the name of an attribute and ']'");
    }
    var name = text.substring(at, end).strip();
    at = end + 1;
    return source + "[" + name + "]";
  }

  private String quoted() {
    expect("'");
    var end = text.indexOf('\'', at);
    if (end < 0) {
      throw error("expected the end of the text in quotes");
    }
    var value = text.substring(at, end);
    at = end + 1;
    return value;
  }

  private String word() {
    skipSpaces();
    var start = at;
    while (at < text.length() && isWordCharacter(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw error("expected a word");
    }
    return text.substring(start, at);
  }

  private static boolean isWordCharacter(char c) {
    return Character.isLetterOrDigit(c) || "._-:+/$".indexOf(c) >= 0;
  }

  private boolean acceptWord(String expected) {
    skipSpaces();
    var end = at + expected.length();
    var matches =
        text.regionMatches(true, at, expected, 0, expected.length())
            && (end == text.length() || !isWordCharacter(text.charAt(end)));
    at = matches ? end : at;
    return matches;
  }

  private boolean accept(String symbol) {
    skipSpaces();
    var matches = text.startsWith(symbol, at);
    at += matches ? symbol.length() : 0;
    return matches;
  }

  private void expect(String symbol) {
    if (!accept(symbol)) {
      throw error("expected '" + symbol + "'");
    }
  }

  private boolean isNext(char c) {
    skipSpaces();
    return at < text.length() && text.charAt(at) == c;
  }

  private int position() {
    skipSpaces();
    return at;
  }

  private void skipSpaces() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private ConditionException error(String reason) {
    return new ConditionException(reason, at);
  }
}
