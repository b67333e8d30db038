package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses the {@code $filter} of a list of service principals: comparisons joined by {@code and} and
 * {@code or}, without parentheses. Like Microsoft Graph, it compares text ignoring case.
 */
final class PrincipalFilter {
  private static final Pattern OR = Pattern.compile("(?<!\\s)\\s+or\\s+", Pattern.CASE_INSENSITIVE);
  private static final Pattern AND =
      Pattern.compile("(?<!\\s)\\s+and\\s+", Pattern.CASE_INSENSITIVE);

  /** A string literal; a quote inside is doubled. */
  private static final String TEXT = "'((?:[^']++|'')*+)'";

  private static final Pattern NAMED =
      Pattern.compile(
          "\\s*servicePrincipalNames/any\\((\\w+):\\s*\\1\\s+eq\\s+" + TEXT + "\\)\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern EQUAL =
      Pattern.compile(
          "\\s*(id|appId|displayName|servicePrincipalType)\\s+eq\\s+" + TEXT + "\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern STARTS =
      Pattern.compile(
          "\\s*startswith\\(displayName,\\s*" + TEXT + "\\)\\s*", Pattern.CASE_INSENSITIVE);

  /** The limit of Microsoft Graph for clauses joined by {@code or}. */
  private static final int MAX_CLAUSES = 15;

  private PrincipalFilter() {}

  static Predicate<Principal> of(String filter) {
    if (filter.isBlank()) {
      return principal -> true;
    }
    var clauses = OR.split(filter, -1);
    if (clauses.length > MAX_CLAUSES) {
      throw GraphException.tooManyClauses(clauses.length, MAX_CLAUSES);
    }
    var alternatives = Stream.of(clauses).map(terms -> all(terms, filter)).toList();
    return principal -> alternatives.stream().anyMatch(each -> each.test(principal));
  }

  private static Predicate<Principal> all(String terms, String filter) {
    var conditions = Stream.of(AND.split(terms, -1)).map(term -> condition(term, filter)).toList();
    return principal -> conditions.stream().allMatch(each -> each.test(principal));
  }

  private static Predicate<Principal> condition(String term, String filter) {
    var named = NAMED.matcher(term);
    if (named.matches()) {
      var name = text(named.group(2));
      return principal ->
          ServicePrincipals.names(principal).stream().anyMatch(name::equalsIgnoreCase);
    }
    var equal = EQUAL.matcher(term);
    if (equal.matches()) {
      var member = CaseFolding.of(equal.group(1));
      var value = text(equal.group(2));
      return principal -> member(principal, member).equalsIgnoreCase(value);
    }
    var starts = STARTS.matcher(term);
    if (starts.matches()) {
      var start = text(starts.group(1));
      return principal -> principal.displayName().regionMatches(true, 0, start, 0, start.length());
    }
    throw GraphException.unsupportedFilter(filter);
  }

  private static String member(Principal principal, String member) {
    return switch (member) {
      case "id" -> principal.objectId().toString();
      case "appid" -> principal.appId().toString();
      case "displayname" -> principal.displayName();
      default -> ServicePrincipals.type(principal);
    };
  }

  private static String text(String quoted) {
    return quoted.replace("''", "'");
  }
}
