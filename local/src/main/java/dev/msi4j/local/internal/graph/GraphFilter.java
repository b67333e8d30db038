package dev.msi4j.local.internal.graph;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses a {@code $filter} of Microsoft Graph: conditions joined by {@code and} and {@code or},
 * without parentheses.
 */
final class GraphFilter {
  private static final Pattern OR = Pattern.compile("(?<!\\s)\\s+or\\s+", Pattern.CASE_INSENSITIVE);
  private static final Pattern AND =
      Pattern.compile("(?<!\\s)\\s+and\\s+", Pattern.CASE_INSENSITIVE);

  /** The pattern of a string literal; a quote inside is doubled. */
  static final String TEXT = "'((?:[^']++|'')*+)'";

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
    var clauses = OR.split(filter, -1);
    if (clauses.length > MAX_CLAUSES) {
      throw GraphException.tooManyClauses(clauses.length, MAX_CLAUSES);
    }
    var alternatives = Stream.of(clauses).map(terms -> all(terms, filter, condition)).toList();
    return item -> alternatives.stream().anyMatch(each -> each.test(item));
  }

  private static <T> Predicate<T> all(
      String terms, String filter, Function<String, Optional<Predicate<T>>> condition) {
    var conditions =
        Stream.of(AND.split(terms, -1))
            .map(term ->
                condition.apply(term).orElseThrow(() -> GraphException.unsupportedFilter(filter)))
            .toList();
    return item -> conditions.stream().allMatch(each -> each.test(item));
  }

  /** Returns the text of a string literal, the group of {@link #TEXT}. */
  static String text(String quoted) {
    return quoted.replace("''", "'");
  }
}
