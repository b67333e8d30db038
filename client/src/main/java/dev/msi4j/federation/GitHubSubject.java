package dev.msi4j.federation;

import dev.msi4j.federation.Difference.Kind;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Default subject of a GitHub Actions token, such as {@code repo:contoso/shop:pull_request}, or in
 * the immutable form {@code repo:contoso@123456/shop@456789:pull_request}. GitHub sends the
 * immutable form for repositories that were created, renamed or transferred since 15 July 2026, and
 * for those that opted in; GitHub Enterprise Server never sends it. Source: "Migrate GitHub Actions
 * federated credentials to immutable subjects", learn.microsoft.com.
 *
 * @param ids the ids of owner and repository; null in the name-based form
 * @param context the rest, such as {@code ref:refs/heads/main}
 */
record GitHubSubject(String owner, String repository, @Nullable Ids ids, String context) {
  private static final Pattern FORM =
      Pattern.compile("repo:([^/@:*?]+)(?:@(\\d+))?/([^/@:*?]+)(?:@(\\d+))?:(.+)", Pattern.DOTALL);
  private static final String ENTERPRISE_SERVER_PATH = "/_services/token";

  /** Ids of owner and repository, which GitHub never reuses. */
  record Ids(String owner, String repository) {}

  /** Parses a subject; returns empty if it has neither form. */
  static Optional<GitHubSubject> parse(String subject) {
    Matcher parts = FORM.matcher(subject);
    if (!parts.matches() || (parts.group(2) == null) != (parts.group(4) == null)) {
      return Optional.empty();
    }
    Ids ids = parts.group(2) == null ? null : new Ids(parts.group(2), parts.group(4));
    return Optional.of(new GitHubSubject(parts.group(1), parts.group(3), ids, parts.group(5)));
  }

  /** Returns whether the issuer is github.com, with or without the path of an enterprise. */
  static boolean isGitHubCom(String issuer) {
    return issuer.equals(GitHubActions.ISSUER) || issuer.startsWith(GitHubActions.ISSUER + "/");
  }

  /** Returns whether the issuer is that of a GitHub Enterprise Server. */
  static boolean isEnterpriseServer(String issuer) {
    try {
      String path = URI.create(issuer).getPath();
      return path != null && path.endsWith(ENTERPRISE_SERVER_PATH);
    } catch (IllegalArgumentException e) {
      // The validation of the issuer reports the invalid value.
      return false;
    }
  }

  /** Returns a warning about a subject, or a pattern of subjects, that names a repository only. */
  static Optional<String> nameWarning(String issuer, String subject) {
    return isGitHubCom(issuer)
        ? parse(subject)
            .filter(parsed -> parsed.ids == null)
            .map(parsed ->
                "subject '"
                    + subject
                    + "' has names only: GitHub sends 'repo:"
                    + parsed.owner
                    + "@OWNER_ID/"
                    + parsed.repository
                    + "@REPOSITORY_ID:…' for repositories created, renamed or transferred since"
                    + " 2026-07-15, and a name can be given to another repository; add both ids, as"
                    + " in "
                    + parsed.owner
                    + "@123456/"
                    + parsed.repository
                    + "@456789")
        : Optional.empty();
  }

  /**
   * Returns the difference between two subjects of the same repository; empty if they differ
   * otherwise.
   */
  static Optional<Kind> difference(String trusted, String presented) {
    return parse(trusted)
        .flatMap(one -> parse(presented).flatMap(other -> one.differenceTo(other)));
  }

  private Optional<Kind> differenceTo(GitHubSubject presented) {
    if (!context.equals(presented.context)) {
      return Optional.empty();
    }
    boolean sameNames =
        owner.equalsIgnoreCase(presented.owner)
            && repository.equalsIgnoreCase(presented.repository);
    if (ids == null || presented.ids == null) {
      return sameNames && (ids == null) != (presented.ids == null)
          ? Optional.of(ids == null ? Kind.IMMUTABLE_FORM : Kind.NAME_FORM)
          : Optional.empty();
    }
    return ids.equals(presented.ids) ? Optional.of(Kind.RENAMED) : Optional.empty();
  }

  /** Returns the same subject in the name-based form. */
  GitHubSubject withoutIds() {
    return new GitHubSubject(owner, repository, null, context);
  }

  /** Returns the same subject in the immutable form. */
  GitHubSubject withIds(Ids others) {
    return new GitHubSubject(owner, repository, others, context);
  }

  /** Returns the subject as it appears in tokens. */
  @Override
  public String toString() {
    String names =
        ids == null
            ? owner + "/" + repository
            : owner + "@" + ids.owner + "/" + repository + "@" + ids.repository;
    return "repo:" + names + ":" + context;
  }
}
