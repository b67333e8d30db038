package dev.msi4j.local.internal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Parses a {@code $filter} of Microsoft Graph: conditions joined by {@code and} and {@code or},
 * without parentheses around conditions.
 */
final class GraphFilter {
  /** The pattern of a string literal; a quote inside is doubled. */
  static final String TEXT = "'((?:[^']++|'')*+)'";

  private static final Pattern OR = Pattern.compile("\\s++or\\s++", Pattern.CASE_INSENSITIVE);
  private static final Pattern AND = Pattern.compile("\\s++and\\s++", Pattern.CASE_INSENSITIVE);

  /** The limit of Microsoft Graph for clauses joined by {@code or}. */
  private static final int MAX_CLAUSES = 15;

  private GraphFilter() {}

  /**
   * Parses a filter.
   *
   * @param condition parses one condition; returns empty if the condition is not supported
   * @throws GraphException if the filter is invalid or not supported
   */
  static <T> Predicate<T> of(String filter, Function<String, Optional<Predicate<T>>> condition) {
    if (filter.isBlank()) {
      return item -> true;
    }
    var clauses = split(filter, OR);
    if (clauses.size() > MAX_CLAUSES) {
      throw GraphException.tooManyClauses(clauses.size(), MAX_CLAUSES);
    }
    var alternatives = clauses.stream().map(terms -> all(terms, filter, condition)).toList();
    return item -> alternatives.stream().anyMatch(each -> each.test(item));
  }

  private static <T> Predicate<T> all(
      String terms, String filter, Function<String, Optional<Predicate<T>>> condition) {
    var conditions =
        split(terms, AND).stream()
            .map(term ->
                condition.apply(term).orElseThrow(() -> GraphException.unsupportedFilter(filter)))
            .toList();
    return item -> conditions.stream().allMatch(each -> each.test(item));
  }

  /** Splits a text at a separator that is outside of string literals. */
  private static List<String> split(String text, Pattern separator) {
    var parts = new ArrayList<String>();
    var matcher = separator.matcher(text);
    var start = 0;
    var quotes = 0;
    var counted = 0;
    while (matcher.find()) {
      for (; counted < matcher.start(); counted++) {
        quotes += text.charAt(counted) == '\'' ? 1 : 0;
      }
      if (quotes % 2 == 0) {
        parts.add(text.substring(start, matcher.start()));
        start = matcher.end();
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** Returns the text of a string literal, the group of {@link #TEXT}. */
  static String text(String quoted) {
    return quoted.replace("''", "'");
  }
}
