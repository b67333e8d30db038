package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.http.GlobMatcher;
import dev.msi4j.local.internal.text.CaseFolding;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A comparison of an attribute with a value (Microsoft Learn, "Azure role assignment condition
 * format and syntax").
 *
 * @param isValid returns whether a value has the type of the operator
 * @param test returns whether an attribute and a value match
 */
record ConditionOperator(Predicate<String> isValid, BiPredicate<String, String> test) {
  private static final GlobMatcher LIKE =
      new GlobMatcher((pattern, text) -> pattern == '?' || pattern == text, false);
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final String IGNORE_CASE = "ignorecase";

  /** Finds an operator by its name. */
  static Optional<ConditionOperator> find(String name) {
    var lower = CaseFolding.of(name);
    if (lower.startsWith("string")) {
      return strings(lower.substring(6));
    }
    if (lower.startsWith("guid")) {
      return equality(lower.substring(4), text -> GUID.matcher(text).matches(), CaseFolding::of);
    }
    if (lower.startsWith("bool")) {
      return equality(
          lower.substring(4),
          text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"),
          CaseFolding::of);
    }
    if (lower.startsWith("numeric")) {
      return ordered(lower.substring(7), BigDecimal::new);
    }
    return lower.startsWith("datetime")
        ? ordered(lower.substring(8), Instant::parse)
        : Optional.empty();
  }

  private static Optional<ConditionOperator> strings(String name) {
    var ignoresCase = name.endsWith(IGNORE_CASE);
    var base = ignoresCase ? name.substring(0, name.length() - IGNORE_CASE.length()) : name;
    var negated = base.startsWith("not");
    Optional<BiPredicate<String, String>> test =
        switch (negated ? base.substring(3) : base) {
          case "equals" -> Optional.of(String::equals);
          case "startswith" -> Optional.of(String::startsWith);
          case "like" -> Optional.of((text, pattern) -> LIKE.matches(pattern, text));
          default -> Optional.empty();
        };
    return test.map(found -> ignoresCase ? ignoringCase(found) : found)
        .map(found -> new ConditionOperator(text -> true, negated ? found.negate() : found));
  }

  private static BiPredicate<String, String> ignoringCase(BiPredicate<String, String> test) {
    return (text, value) -> test.test(CaseFolding.of(text), CaseFolding.of(value));
  }

  private static Optional<ConditionOperator> equality(
      String name, Predicate<String> isValid, Function<String, String> normalized) {
    BiPredicate<String, String> same =
        (text, value) -> normalized.apply(text).equals(normalized.apply(value));
    return switch (name) {
      case "equals" -> Optional.of(new ConditionOperator(isValid, same));
      case "notequals" -> Optional.of(new ConditionOperator(isValid, same.negate()));
      default -> Optional.empty();
    };
  }

  private static <T extends Comparable<T>> Optional<ConditionOperator> ordered(
      String name, Function<String, T> parser) {
    Optional<IntPredicate> order =
        switch (name) {
          case "equals" -> Optional.of(sign -> sign == 0);
          case "notequals" -> Optional.of(sign -> sign != 0);
          case "lessthan" -> Optional.of(sign -> sign < 0);
          case "lessthanequals" -> Optional.of(sign -> sign <= 0);
          case "greaterthan" -> Optional.of(sign -> sign > 0);
          case "greaterthanequals" -> Optional.of(sign -> sign >= 0);
          default -> Optional.empty();
        };
    return order.map(test ->
        new ConditionOperator(
            text -> parse(text, parser).isPresent(),
            (text, value) -> {
              var left = parse(text, parser);
              var right = parse(value, parser);
              return left.isPresent()
                  && right.isPresent()
                  && test.test(left.get().compareTo(right.get()));
            }));
  }

  private static <T> Optional<T> parse(String text, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
