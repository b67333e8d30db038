package dev.msi4j.cli.audit;

import dev.msi4j.federation.ClaimCondition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A repository on GitHub that a credential trusts.
 *
 * @param name owner and name, such as {@code contoso/shop}; null if only the id is known
 * @param id the id of the repository, which it keeps when it is renamed; null if it is not known
 */
record GitHubRepository(@Nullable String name, @Nullable String id) {
  private static final Pattern SUBJECT =
      Pattern.compile(
          "repo:([^/@:*?\\s]+)(?:@\\d{1,18})?/([^/@:*?\\s]+)(?:@(\\d{1,18}))?(?::.*)?",
          Pattern.DOTALL);

  private static final Pattern ID = Pattern.compile("\\d{1,18}");
  private static final Pattern NAME = Pattern.compile("[^/@:*?\\s]+/[^/@:*?\\s]+");

  /** Returns the only repository that a credential trusts; empty if there is no such repository. */
  static Optional<GitHubRepository> of(AuditData.Credential credential) {
    if (!Issuers.isGitHub(credential.issuer())) {
      return Optional.empty();
    }
    return Stream.of(
            comparand(credential, "repository_id")
                .filter(each -> ID.matcher(each).matches())
                .map(each -> new GitHubRepository(null, each)),
            comparand(credential, "repository")
                .filter(each -> NAME.matcher(each).matches())
                .map(each -> new GitHubRepository(each, null)),
            Stream.concat(
                    Stream.of(credential.subject()),
                    credential.conditions().stream()
                        .filter(each -> each.claim().equals("sub"))
                        .map(ClaimCondition::comparand))
                .flatMap(each -> ofSubject(each).stream()))
        .flatMap(each -> each)
        .findFirst();
  }

  private static Stream<String> comparand(AuditData.Credential credential, String claim) {
    return credential.conditions().stream()
        .filter(each -> each.claim().equals(claim) && !each.isPattern())
        .map(ClaimCondition::comparand);
  }

  private static Optional<GitHubRepository> ofSubject(String subject) {
    Matcher parts = SUBJECT.matcher(subject);
    return parts.matches()
        ? Optional.of(new GitHubRepository(parts.group(1) + "/" + parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return name != null ? name : "with the id " + id;
  }
}
