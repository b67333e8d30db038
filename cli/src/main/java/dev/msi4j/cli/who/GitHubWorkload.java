package dev.msi4j.cli.who;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.estate.Glob;
import dev.msi4j.federation.GitHubActions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the workflows of a GitHub repository, all or those of a branch, tag or environment. */
final class GitHubWorkload {
  /**
   * The ids are given both or not at all, so that a number after the repository can be a branch.
   */
  private static final Pattern BY_IDS =
      Pattern.compile("([^/@:]+)@(\\d{1,18})/([^/@:]+)@(\\d{1,18})(?:@(.+)|:(.+))?");

  private static final Pattern BY_NAMES = Pattern.compile("([^/@:]+)/([^/@:]+)(?:@(.+)|:(.+))?");

  private GitHubWorkload() {}

  /**
   * Parses a repository with an optional branch, tag or context.
   *
   * @param issuer the issuer; null for github.com
   */
  static Workload parse(String text, @Nullable String issuer) {
    var withIds = BY_IDS.matcher(text);
    var withNames = BY_NAMES.matcher(text);
    if (withIds.matches()) {
      var repository =
          new Repository(withIds.group(1), withIds.group(2), withIds.group(3), withIds.group(4));
      return workload(repository, context(withIds, 5), issuer);
    }
    if (withNames.matches()) {
      var repository = new Repository(withNames.group(1), null, withNames.group(2), null);
      return workload(repository, context(withNames, 3), issuer);
    }
    throw new CommandException(
        "--github '"
            + text
            + "' must be OWNER/REPO, OWNER/REPO@BRANCH, OWNER/REPO@refs/tags/TAG,"
            + " OWNER/REPO:environment:NAME or OWNER/REPO:pull_request; OWNER@ID/REPO@ID adds"
            + " GitHub's ids of both");
  }

  /** A repository; the ids are null if unknown. */
  private record Repository(
      String owner, @Nullable String ownerId, String name, @Nullable String id) {

    /** Returns the start of the subjects with names only. */
    Glob names() {
      return Glob.text("repo:" + owner + "/" + name + ":");
    }

    /** Returns the start of the subjects with ids, which contain any digits if unknown. */
    Glob ids() {
      return id(id(Glob.text("repo:" + owner + "@"), ownerId).then("/" + name + "@"), id).then(":");
    }

    private static Glob id(Glob start, @Nullable String id) {
      return id == null ? start.thenAnyDigits() : start.then(id);
    }
  }

  /** Returns the end of the subject; null for any. */
  private static @Nullable String context(Matcher parts, int group) {
    var ref = parts.group(group);
    if (ref == null) {
      return parts.group(group + 1);
    }
    return "ref:" + (ref.startsWith("refs/") ? ref : "refs/heads/" + ref);
  }

  private static Workload workload(
      Repository repository, @Nullable String context, @Nullable String issuer) {
    var subjects =
        List.of(repository.names(), repository.ids()).stream()
            .map(start -> context == null ? start.thenAnyText() : start.then(context))
            .toList();
    return new Workload(
        issuer == null ? GitHubActions.ISSUER : issuer, subjects, claims(repository, context));
  }

  private static Map<String, String> claims(Repository repository, @Nullable String context) {
    var claims = new LinkedHashMap<String, String>();
    claims.put("repository", repository.owner + "/" + repository.name);
    claims.put("repository_owner", repository.owner);
    if (repository.id != null && repository.ownerId != null) {
      claims.put("repository_id", repository.id);
      claims.put("repository_owner_id", repository.ownerId);
    }
    if (context != null && context.startsWith("ref:")) {
      claims.put("ref", context.substring("ref:".length()));
    }
    if (context != null && context.startsWith("environment:")) {
      claims.put("environment", context.substring("environment:".length()));
    }
    return claims;
  }
}
