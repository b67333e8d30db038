package dev.msi4j.local.internal.providers.authorization;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.rbac.RoleAssignment;
import dev.msi4j.local.internal.rbac.ScopeHierarchy;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses the {@code $filter} of a list of role assignments: {@code atScope()}, {@code principalId
 * eq 'GUID'} and {@code assignedTo('GUID')}, joined by {@code and}. Without {@code atScope()} the
 * list also contains the assignments at child scopes.
 */
final class RoleAssignmentFilter {
  private static final Pattern AND =
      Pattern.compile("(?<!\\s)\\s+and\\s+", Pattern.CASE_INSENSITIVE);
  private static final Pattern AT_SCOPE =
      Pattern.compile("\\s*atScope\\(\\)\\s*", Pattern.CASE_INSENSITIVE);

  private static final Pattern PRINCIPAL =
      Pattern.compile(
          "\\s*(?:principalId\\s+eq\\s+'([^']*)'|assignedTo\\('([^']*)'\\))\\s*",
          Pattern.CASE_INSENSITIVE);

  private RoleAssignmentFilter() {}

  /**
   * Returns the condition on the assignments of a list.
   *
   * @param scopes the hierarchy of the scopes
   * @param scope the scope of the request
   * @param filter the query parameter, or empty for none
   * @param grantees returns the ids under which a principal gets roles, those of its groups too
   */
  static Predicate<RoleAssignment> at(
      ScopeHierarchy scopes, String scope, String filter, Function<String, Set<String>> grantees) {
    var atScope = terms(filter).anyMatch(term -> AT_SCOPE.matcher(term).matches());
    Predicate<RoleAssignment> inScope =
        assignment ->
            scopes.covers(assignment.scope(), scope)
                || (!atScope && scopes.covers(scope, assignment.scope()));
    var principals =
        terms(filter)
            .filter(term -> !AT_SCOPE.matcher(term).matches())
            .map(term -> principal(term, filter, grantees))
            .toList();
    return assignment ->
        inScope.test(assignment) && principals.stream().allMatch(each -> each.test(assignment));
  }

  private static Stream<String> terms(String filter) {
    return filter.isBlank() ? Stream.of() : Stream.of(AND.split(filter, -1));
  }

  private static Predicate<RoleAssignment> principal(
      String term, String filter, Function<String, Set<String>> grantees) {
    var matcher = PRINCIPAL.matcher(term);
    if (!matcher.matches()) {
      throw ArmErrors.invalidFilter(filter);
    }
    var requested =
        matcher.group(1) == null
            ? grantees.apply(matcher.group(2))
            : Set.of(CaseFolding.of(matcher.group(1)));
    return assignment -> requested.contains(assignment.principalId());
  }
}
