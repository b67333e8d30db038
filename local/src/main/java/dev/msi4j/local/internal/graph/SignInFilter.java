package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.entra.SignIn;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Parses the {@code $filter} of a list of sign-ins. Compares text ignoring case. */
final class SignInFilter {
  private static final Pattern TIME =
      Pattern.compile(
          "\\s*createdDateTime\\s+(ge|gt|le|lt)\\s+([-0-9T:.Z]+)\\s*", Pattern.CASE_INSENSITIVE);

  private SignInFilter() {}

  static Predicate<SignIn> of(String filter) {
    var properties =
        new PropertyConditions<SignIn>()
            .text("id", signIn -> signIn.id().toString())
            .text("appId", signIn -> signIn.appId().toString())
            .text("servicePrincipalId", signIn -> signIn.principalId().toString())
            .text("servicePrincipalName", SignIn::principalName)
            .text("resourceDisplayName", SignIn::resource)
            .list(
                "signInEventTypes",
                PropertyConditions.containedIn(signIn -> Stream.of(signIn.type().value())));
    return GraphFilter.of(filter, term -> properties.apply(term).or(() -> time(term)));
  }

  private static Optional<Predicate<SignIn>> time(String term) {
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
}
