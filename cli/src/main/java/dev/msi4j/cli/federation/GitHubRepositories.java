package dev.msi4j.cli.federation;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.federation.GitHubActions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The GitHub ids of repositories and their owners, by name. */
final class GitHubRepositories {
  private static final Pattern REPOSITORY =
      Pattern.compile("([^/@:\\s]+)@(\\d{1,18})/([^/@:\\s]+)@(\\d{1,18})");
  private static final Pattern SUBJECT =
      Pattern.compile("repo:([^/@:*?]+)/([^/@:*?]+):(.+)", Pattern.DOTALL);

  private static final Pattern IMMUTABLE_SUBJECT =
      Pattern.compile("repo:(" + REPOSITORY.pattern() + "):.+", Pattern.DOTALL);

  private final Map<String, String> immutable = new HashMap<>();

  /**
   * @param repositories repositories such as {@code octo-org@123456/octo-repo@456789}
   */
  GitHubRepositories(List<String> repositories) {
    for (var text : repositories) {
      Matcher parts = REPOSITORY.matcher(text);
      if (!parts.matches()) {
        throw new CommandException(
            "repository '"
                + text
                + "' must be owner@OWNER_ID/repository@REPOSITORY_ID with GitHub's ids of both");
      }
      var before = immutable.put(key(parts.group(1), parts.group(3)), text);
      if (before != null && !before.equals(text)) {
        throw new CommandException("repository '" + text + "' is given as '" + before + "', too");
      }
    }
  }

  /** Returns whether a subject has the names of owner and repository only. */
  static boolean isByName(String issuer, String subject) {
    return issuer.equals(GitHubActions.ISSUER) && SUBJECT.matcher(subject).matches();
  }

  /** Returns the repository of a subject with ids; empty for every other subject. */
  static Optional<String> ofSubject(String issuer, String subject) {
    Matcher parts = IMMUTABLE_SUBJECT.matcher(subject);
    return issuer.equals(GitHubActions.ISSUER) && parts.matches()
        ? Optional.of(parts.group(1))
        : Optional.empty();
  }

  /** Returns the immutable form of a subject with names; empty if the ids are unknown. */
  Optional<String> immutable(String subject) {
    Matcher parts = SUBJECT.matcher(subject);
    return parts.matches()
        ? Optional.ofNullable(immutable.get(key(parts.group(1), parts.group(2))))
            .map(repository -> "repo:" + repository + ":" + parts.group(3))
        : Optional.empty();
  }

  private static String key(String owner, String repository) {
    return (owner + "/" + repository).toLowerCase(Locale.ROOT);
  }
}
