package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.entra.SignIn;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Parses the {@code $filter} of a list of sign-ins. Compares text ignoring case. */
final class SignInFilter {
  private static final Pattern TYPE =
      Pattern.compile(
          "\\s*signInEventTypes/any\\((\\w+):\\s*\\1\\s+eq\\s+" + GraphFilter.TEXT + "\\)\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern EQUAL =
      Pattern.compile(
          "\\s*(id|appId|servicePrincipalId|servicePrincipalName|resourceDisplayName)\\s+eq\\s+"
              + GraphFilter.TEXT
              + "\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TIME =
      Pattern.compile(
          "\\s*createdDateTime\\s+(ge|gt|le|lt)\\s+([-0-9T:.Z]+)\\s*", Pattern.CASE_INSENSITIVE);

  private SignInFilter() {}

  static Predicate<SignIn> of(String filter) {
    return GraphFilter.of(filter, SignInFilter::condition);
  }

  private static Optional<Predicate<SignIn>> condition(String term) {
    var type = TYPE.matcher(term);
    if (type.matches()) {
      return Optional.of(
          signIn -> signIn.type().value().equalsIgnoreCase(GraphFilter.text(type.group(2))));
    }
    var equal = EQUAL.matcher(term);
    if (equal.matches()) {
      var member = CaseFolding.of(equal.group(1));
      var value = GraphFilter.text(equal.group(2));
      return Optional.of(signIn -> member(signIn, member).equalsIgnoreCase(value));
    }
    var time = TIME.matcher(term);
    return time.matches() ? time(CaseFolding.of(time.group(1)), time.group(2)) : Optional.empty();
  }

  private static Optional<Predicate<SignIn>> time(String operator, String text) {
    try {
      var limit = Instant.parse(text);
      return Optional.of(signIn -> compare(operator, signIn.time().compareTo(limit)));
    } catch (DateTimeException e) {
      // An invalid time is an invalid filter.
      return Optional.empty();
    }
  }

  private static boolean compare(String operator, int order) {
    return switch (operator) {
      case "ge" -> order >= 0;
      case "gt" -> order > 0;
      case "le" -> order <= 0;
      default -> order < 0;
    };
  }

  private static String member(SignIn signIn, String member) {
    return switch (member) {
      case "id" -> signIn.id().toString();
      case "appid" -> signIn.appId().toString();
      case "serviceprincipalid" -> signIn.principalId().toString();
      case "serviceprincipalname" -> signIn.principalName();
      default -> signIn.resource();
    };
  }
}
