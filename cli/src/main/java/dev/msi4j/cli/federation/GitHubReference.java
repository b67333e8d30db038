package dev.msi4j.cli.federation;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.federation.GitHubActions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A GitHub repository and a branch, tag or environment, such as {@code
 * octo-org@123456/octo-repo@456789@main}. The ids of owner and repository are optional; both or
 * none are given.
 *
 * @param name the branch, tag or environment; empty if the text has none
 */
record GitHubReference(GitHubActions repository, String name) {
  private static final Pattern REPOSITORY =
      Pattern.compile("([^/@]+)(?:@(\\d{1,18}))?/([^/@]+)(?:@(\\d{1,18}))?");

  /**
   * Parses a reference to a branch, a tag or an environment.
   *
   * @param option the option or key to name in errors
   * @param what the kind of the name, such as {@code branch}
   */
  static GitHubReference parse(String option, String what, String text, @Nullable String issuer) {
    var expected =
        option
            + " '"
            + text
            + "' must be owner/repository@"
            + what
            + ", or owner@OWNER_ID/repository@REPOSITORY_ID@"
            + what
            + " with GitHub's ids of both";
    int slash = text.indexOf('/');
    int ownerEnd = text.indexOf('@');
    boolean withIds = ownerEnd >= 0 && ownerEnd < slash;
    int end = text.indexOf('@', slash + 1);
    if (withIds && end >= 0) {
      end = text.indexOf('@', end + 1);
    }
    if (slash < 0 || end < 0) {
      throw new CommandException(expected);
    }
    return new GitHubReference(
        parse(text.substring(0, end), issuer, expected), text.substring(end + 1));
  }

  /** Parses a repository without a branch, tag or environment. */
  static GitHubActions repository(String option, String text, @Nullable String issuer) {
    return parse(
        text,
        issuer,
        option
            + " '"
            + text
            + "' must be owner/repository, or owner@OWNER_ID/repository@REPOSITORY_ID with GitHub's"
            + " ids of both; the subject of pull requests has no number and no branch");
  }

  private static GitHubActions parse(String text, @Nullable String issuer, String expected) {
    Matcher parts = REPOSITORY.matcher(text);
    if (!parts.matches() || (parts.group(2) == null) != (parts.group(4) == null)) {
      throw new CommandException(expected);
    }
    var repository = GitHubActions.repository(parts.group(1), parts.group(3));
    if (parts.group(2) != null) {
      repository =
          repository
              .ownerId(Long.parseLong(parts.group(2)))
              .repositoryId(Long.parseLong(parts.group(4)));
    }
    return issuer == null ? repository : repository.issuer(issuer);
  }
}
