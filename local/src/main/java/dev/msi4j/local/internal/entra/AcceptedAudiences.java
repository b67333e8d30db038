package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The token audiences that an API accepts. The comparison ignores case and trailing slashes,
 * because clients differ in both.
 */
public final class AcceptedAudiences implements Predicate<String> {
  private final Set<String> accepted;

  private AcceptedAudiences(Set<String> accepted) {
    this.accepted = accepted;
  }

  /** Returns a predicate that accepts exactly these audiences. */
  public static AcceptedAudiences of(String... audiences) {
    return new AcceptedAudiences(
        Stream.of(audiences)
            .map(AcceptedAudiences::normalize)
            .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public boolean test(String audience) {
    return accepted.contains(normalize(audience));
  }

  private static String normalize(String audience) {
    var end = audience.length();
    while (end > 0 && audience.charAt(end - 1) == '/') {
      end--;
    }
    return CaseFolding.of(audience.substring(0, end));
  }
}
