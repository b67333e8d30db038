package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Parses the {@code $filter} of a list of service principals. Like Microsoft Graph, it compares
 * text ignoring case.
 */
final class PrincipalFilter {
  private static final Pattern NAMED =
      Pattern.compile(
          "\\s*servicePrincipalNames/any\\((\\w+):\\s*\\1\\s+eq\\s+" + GraphFilter.TEXT + "\\)\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern EQUAL =
      Pattern.compile(
          "\\s*(id|appId|displayName|servicePrincipalType)\\s+eq\\s+" + GraphFilter.TEXT + "\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern STARTS =
      Pattern.compile(
          "\\s*startswith\\(displayName,\\s*" + GraphFilter.TEXT + "\\)\\s*",
          Pattern.CASE_INSENSITIVE);

  private PrincipalFilter() {}

  static Predicate<Principal> of(String filter) {
    return GraphFilter.of(filter, PrincipalFilter::condition);
  }

  private static Optional<Predicate<Principal>> condition(String term) {
    var named = NAMED.matcher(term);
    if (named.matches()) {
      var name = GraphFilter.text(named.group(2));
      return Optional.of(principal ->
          ServicePrincipals.names(principal).stream().anyMatch(name::equalsIgnoreCase));
    }
    var equal = EQUAL.matcher(term);
    if (equal.matches()) {
      var member = CaseFolding.of(equal.group(1));
      var value = GraphFilter.text(equal.group(2));
      return Optional.of(principal -> member(principal, member).equalsIgnoreCase(value));
    }
    var starts = STARTS.matcher(term);
    if (starts.matches()) {
      var start = GraphFilter.text(starts.group(1));
      return Optional.of(
          principal -> principal.displayName().regionMatches(true, 0, start, 0, start.length()));
    }
    return Optional.empty();
  }

  private static String member(Principal principal, String member) {
    return switch (member) {
      case "id" -> principal.objectId().toString();
      case "appid" -> principal.appId().toString();
      case "displayname" -> principal.displayName();
      default -> ServicePrincipals.type(principal);
    };
  }
}
