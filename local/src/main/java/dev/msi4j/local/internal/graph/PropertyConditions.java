package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses the conditions of a {@code $filter} on named properties: {@code eq}, {@code ne}, {@code
 * in} and {@code startswith} on a text, {@code any} with {@code eq} on a list of texts. Like
 * Microsoft Graph, it compares text ignoring case.
 */
final class PropertyConditions<T> implements Function<String, Optional<Predicate<T>>> {
  private static final Pattern EQUAL =
      pattern("(\\w++)\\s++(eq|ne)\\s++(?:" + GraphFilter.TEXT + "|(true|false|null))");
  private static final Pattern IN =
      pattern("(\\w++)\\s++in\\s*+\\(((?:[^'()]++|'(?:[^']++|'')*+')*+)\\)");
  private static final Pattern STARTS =
      pattern("startswith\\(\\s*+(\\w++)\\s*+,\\s*+" + GraphFilter.TEXT + "\\s*+\\)");
  private static final Pattern ANY =
      pattern("(\\w++)/any\\((\\w++):\\s*+\\2\\s++eq\\s++" + GraphFilter.TEXT + "\\s*+\\)");
  private static final Pattern TEXT = Pattern.compile(GraphFilter.TEXT);

  private final Map<String, Function<T, String>> texts = new HashMap<>();
  private final Map<String, Function<String, Predicate<T>>> lists = new HashMap<>();

  private static Pattern pattern(String condition) {
    return Pattern.compile("\\s*+" + condition + "\\s*+", Pattern.CASE_INSENSITIVE);
  }

  /**
   * Adds a property.
   *
   * @param text returns the value of the property; empty for none
   */
  PropertyConditions<T> text(String name, Function<T, String> text) {
    texts.put(CaseFolding.of(name), text);
    return this;
  }

  /**
   * Adds a property that is a list.
   *
   * @param contains returns a test whether the list of an item contains a text
   */
  PropertyConditions<T> list(String name, Function<String, Predicate<T>> contains) {
    lists.put(CaseFolding.of(name), contains);
    return this;
  }

  @Override
  public Optional<Predicate<T>> apply(String term) {
    return equal(term).or(() -> in(term)).or(() -> starts(term)).or(() -> any(term));
  }

  private Optional<Predicate<T>> equal(String term) {
    var equal = EQUAL.matcher(term);
    if (!equal.matches()) {
      return Optional.empty();
    }
    var value = equal.group(3) == null ? literal(equal.group(4)) : GraphFilter.text(equal.group(3));
    var isEqual = equal.group(2).equalsIgnoreCase("eq");
    return property(equal.group(1))
        .map(text -> item -> text.apply(item).equalsIgnoreCase(value) == isEqual);
  }

  /** Returns the text of {@code true} or {@code false}, and no text for {@code null}. */
  private static String literal(String word) {
    return word.equalsIgnoreCase("null") ? "" : word;
  }

  private Optional<Predicate<T>> in(String term) {
    var in = IN.matcher(term);
    if (!in.matches()) {
      return Optional.empty();
    }
    var values =
        TEXT.matcher(in.group(2))
            .results()
            .map(found -> CaseFolding.of(GraphFilter.text(found.group(1))))
            .toList();
    return property(in.group(1))
        .map(text -> item -> values.contains(CaseFolding.of(text.apply(item))));
  }

  private Optional<Predicate<T>> starts(String term) {
    var starts = STARTS.matcher(term);
    if (!starts.matches()) {
      return Optional.empty();
    }
    var start = GraphFilter.text(starts.group(2));
    return property(starts.group(1))
        .map(text -> item -> text.apply(item).regionMatches(true, 0, start, 0, start.length()));
  }

  private Optional<Predicate<T>> any(String term) {
    var any = ANY.matcher(term);
    return any.matches()
        ? Optional.ofNullable(lists.get(CaseFolding.of(any.group(1))))
            .map(contains -> contains.apply(GraphFilter.text(any.group(3))))
        : Optional.empty();
  }

  private Optional<Function<T, String>> property(String name) {
    return Optional.ofNullable(texts.get(CaseFolding.of(name)));
  }

  /** Returns a test whether a stream of texts contains a text, ignoring case. */
  static <T> Function<String, Predicate<T>> containedIn(Function<T, Stream<String>> all) {
    return text -> item -> all.apply(item).anyMatch(text::equalsIgnoreCase);
  }
}
