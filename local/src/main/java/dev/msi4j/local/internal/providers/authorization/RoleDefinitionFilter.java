package dev.msi4j.local.internal.providers.authorization;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.rbac.Role;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses the {@code $filter} of a list of roles: {@code roleName eq '…'}, {@code type eq '…'} and
 * {@code atScopeAndBelow()}, joined by {@code and}.
 */
final class RoleDefinitionFilter {
  private static final Pattern AND =
      Pattern.compile("(?<!\\s)\\s+and\\s+", Pattern.CASE_INSENSITIVE);
  private static final Pattern AT_SCOPE_AND_BELOW =
      Pattern.compile("\\s*atScopeAndBelow\\(\\)\\s*", Pattern.CASE_INSENSITIVE);

  /** A quote inside a value is escaped by doubling it. */
  private static final Pattern COMPARISON =
      Pattern.compile(
          "\\s*(roleName|type)\\s+eq\\s+'((?:[^']++|'')*+)'\\s*", Pattern.CASE_INSENSITIVE);

  private RoleDefinitionFilter() {}

  static Predicate<Role> of(String filter) {
    if (filter.isBlank()) {
      return role -> true;
    }
    var conditions = Stream.of(AND.split(filter, -1)).map(term -> condition(term, filter)).toList();
    return role -> conditions.stream().allMatch(each -> each.test(role));
  }

  private static Predicate<Role> condition(String term, String filter) {
    if (AT_SCOPE_AND_BELOW.matcher(term).matches()) {
      return role -> true;
    }
    var comparison = COMPARISON.matcher(term);
    if (!comparison.matches()) {
      throw ArmErrors.invalidFilter(filter);
    }
    var value = comparison.group(2).replace("''", "'");
    return comparison.group(1).equalsIgnoreCase("type")
        ? role -> role.type().equalsIgnoreCase(value)
        : role -> role.name().equalsIgnoreCase(value);
  }
}
