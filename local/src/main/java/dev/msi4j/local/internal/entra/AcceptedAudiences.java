package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The audiences that an API takes tokens for; compared without case and without slashes at the end,
 * since clients differ in those.
 */
public final class AcceptedAudiences implements Predicate<String> {
  private final Set<String> accepted;

  private AcceptedAudiences(Set<String> accepted) {
    this.accepted = accepted;
  }

  /** These audiences and no others. */
  public static AcceptedAudiences of(String... audiences) {
    return new AcceptedAudiences(
        Stream.of(audiences).map(AcceptedAudiences::bare).collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public boolean test(String audience) {
    return accepted.contains(bare(audience));
  }

  private static String bare(String audience) {
    var end = audience.length();
    while (end > 0 && audience.charAt(end - 1) == '/') {
      end--;
    }
    return CaseFolding.of(audience.substring(0, end));
  }
}
