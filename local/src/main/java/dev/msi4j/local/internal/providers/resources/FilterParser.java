package dev.msi4j.local.internal.providers.resources;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.text.CaseFolding;
import dev.msi4j.local.internal.text.QuotedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Parses the {@code $filter} of a list in one pass from left to right. {@code and} takes precedence
 * over {@code or}; parentheses group. Tag names are compared without case, tag values with case.
 */
final class FilterParser {
  /** Bounds the recursion of the parser. */
  private static final int MAX_DEPTH = 20;

  private final String filter;
  private final List<FilterProperty> properties;
  private int position;
  private int depth;
  private boolean namesTagAndValue;

  FilterParser(String filter, List<FilterProperty> properties) {
    this.filter = filter;
    this.properties = properties;
  }

  /**
   * Parses the filter into a condition on the list item of a resource.
   *
   * @throws ArmException 400 InvalidFilterInQueryString if the filter is malformed or not supported
   */
  Predicate<JsonNode> parse() {
    var condition = disjunction();
    if (position < filter.length()) {
      throw unexpected();
    }
    return condition;
  }

  /** Returns whether the parsed filter compares the name and the value of a tag. */
  boolean namesTagAndValue() {
    return namesTagAndValue;
  }

  private Predicate<JsonNode> disjunction() {
    var terms = new ArrayList<Predicate<JsonNode>>();
    do {
      terms.add(conjunction());
    } while (accept("or"));
    return resource -> terms.stream().anyMatch(term -> term.test(resource));
  }

  private Predicate<JsonNode> conjunction() {
    var terms = new ArrayList<Predicate<JsonNode>>();
    do {
      add(terms, term());
    } while (accept("and"));
    return resource -> terms.stream().allMatch(term -> term.test(resource));
  }

  /** Adds a term. A name and a value of a tag in sequence are combined: both must match one tag. */
  private void add(List<Predicate<JsonNode>> terms, Predicate<JsonNode> term) {
    var previous = terms.isEmpty() ? null : terms.get(terms.size() - 1);
    if (previous instanceof TagName name && term instanceof TagValue value) {
      terms.set(terms.size() - 1, new Tag(name, value));
      namesTagAndValue = true;
    } else if (previous instanceof TagValue value && term instanceof TagName name) {
      terms.set(terms.size() - 1, new Tag(name, value));
      namesTagAndValue = true;
    } else {
      terms.add(term);
    }
  }

  private Predicate<JsonNode> term() {
    if (accept('(')) {
      depth++;
      if (depth > MAX_DEPTH) {
        throw invalid("Parentheses are nested deeper than " + MAX_DEPTH + " levels.");
      }
      var inner = disjunction();
      expect(')');
      depth--;
      return inner;
    }
    var identifier = identifier();
    return accept('(') ? function(identifier) : comparison(property(identifier));
  }

  private Predicate<JsonNode> comparison(FilterProperty property) {
    var operator = CaseFolding.of(identifier());
    if (!property.operators().contains(operator)) {
      throw invalid(
          "Unsupported filter operator found:'"
              + operator
              + "'. Property name:'"
              + property.text()
              + "'. Supported operators: '"
              + String.join(",", property.operators())
              + "'");
    }
    var value = value();
    if (property == FilterProperty.TAG_NAME) {
      return new TagName(value);
    }
    if (property == FilterProperty.TAG_VALUE) {
      return new TagValue(value);
    }
    var expected = property.normalise(value);
    var negated = operator.equals("ne");
    return resource -> property.valueIn(resource).equals(expected) != negated;
  }

  /** Parses the arguments of a function, which Azure accepts in either order. */
  private Predicate<JsonNode> function(String name) {
    var textFirst = peek() == QuotedText.QUOTE;
    var first = textFirst ? text() : identifier();
    expect(',');
    var second = textFirst ? identifier() : text();
    expect(')');
    var property = property(textFirst ? second : first);
    if (property.functions().stream().noneMatch(name::equalsIgnoreCase)) {
      throw invalid(
          "Unsupported filter function found:'"
              + name
              + "'. Property name:'"
              + property.text()
              + "'. Supported functions: '"
              + String.join(",", property.functions())
              + "'");
    }
    var part = CaseFolding.of(textFirst ? first : second);
    return property == FilterProperty.TAG_NAME
        ? resource ->
            resource.path("tags").properties().stream()
                .anyMatch(tag -> CaseFolding.of(tag.getKey()).startsWith(part))
        : resource -> property.valueIn(resource).contains(part);
  }

  private FilterProperty property(String name) {
    return FilterProperty.find(properties, name)
        .orElseThrow(() ->
            invalid(
                "Unsupported filter property found:'"
                    + name
                    + "'. Supported properties: '"
                    + String.join(",", properties.stream().map(FilterProperty::text).toList())
                    + "'"));
  }

  // Tokens

  /** Reads a quoted text, or {@code null}, which only equals a missing value. */
  private String value() {
    return peek() != QuotedText.QUOTE && accept("null") ? "" : text();
  }

  private String text() {
    expect(QuotedText.QUOTE);
    var text =
        QuotedText.read(filter, position)
            .orElseThrow(() -> {
              position = filter.length();
              return invalid("A text has no closing quote.");
            });
    position = text.end();
    return text.value();
  }

  private String identifier() {
    skipBlanks();
    var start = position;
    while (position < filter.length() && isIdentifierPart(filter.charAt(position))) {
      position++;
    }
    if (start == position) {
      throw unexpected();
    }
    return filter.substring(start, position);
  }

  private boolean accept(String keyword) {
    skipBlanks();
    var end = position + keyword.length();
    var found =
        filter.regionMatches(true, position, keyword, 0, keyword.length())
            && (end == filter.length() || !isIdentifierPart(filter.charAt(end)));
    position = found ? end : position;
    return found;
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

  /** Returns the next non-blank character, or NUL at the end. */
  private char peek() {
    skipBlanks();
    return position < filter.length() ? filter.charAt(position) : '\0';
  }

  private void skipBlanks() {
    while (position < filter.length() && Character.isWhitespace(filter.charAt(position))) {
      position++;
    }
  }

  private static boolean isIdentifierPart(char character) {
    return Character.isLetterOrDigit(character) || character == '/' || character == '_';
  }

  private ArmException unexpected() {
    return invalid(
        position < filter.length()
            ? "Syntax error at position " + position + ": '" + filter.charAt(position) + "'."
            : "The filter ends too early.");
  }

  private ArmException invalid(String details) {
    return ArmErrors.invalidFilter(filter, details);
  }

  private record TagName(String name) implements Predicate<JsonNode> {
    @Override
    public boolean test(JsonNode resource) {
      return resource.path("tags").properties().stream()
          .anyMatch(tag -> tag.getKey().equalsIgnoreCase(name));
    }
  }

  private record TagValue(String value) implements Predicate<JsonNode> {
    @Override
    public boolean test(JsonNode resource) {
      return resource.path("tags").properties().stream()
          .anyMatch(tag -> tag.getValue().asText().equals(value));
    }
  }

  private record Tag(TagName name, TagValue value) implements Predicate<JsonNode> {
    @Override
    public boolean test(JsonNode resource) {
      return resource.path("tags").properties().stream()
          .anyMatch(tag ->
              tag.getKey().equalsIgnoreCase(name.name)
                  && tag.getValue().asText().equals(value.value));
    }
  }
}
