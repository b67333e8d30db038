package dev.msi4j.local;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A workflow run of GitHub Actions, as its tokens describe it. Immutable: each method returns
 * another value.
 */
public final class GitHubWorkflow {
  /** The issuer of GitHub's tokens. */
  public static final String ISSUER = "https://token.actions.githubusercontent.com";

  private static final String MAIN = "refs/heads/main";

  private static final Pattern REPOSITORY =
      Pattern.compile("([^/@:\\s]+)(?:@(\\d+))?/([^/@:\\s]+)(?:@(\\d+))?");

  private final Repository repository;
  private final String context;
  private final Map<String, String> claims;

  /** A repository and, if its subjects have the immutable form, its ids. */
  private record Repository(String owner, String name, @Nullable Ids ids) {
    String fullName() {
      return owner + "/" + name;
    }

    String ownerId() {
      return ids == null ? number(owner) : ids.owner;
    }

    String id() {
      return ids == null ? number(fullName()) : ids.repository;
    }

    String subjectPrefix() {
      return ids == null
          ? "repo:" + fullName() + ":"
          : "repo:" + owner + "@" + ids.owner + "/" + name + "@" + ids.repository + ":";
    }

    /** GitHub has numbers for names; here the same name always has the same. */
    private static String number(String name) {
      return Integer.toUnsignedString(name.hashCode());
    }
  }

  private record Ids(String owner, String repository) {}

  private GitHubWorkflow(Repository repository, String context, Map<String, String> claims) {
    this.repository = repository;
    this.context = context;
    this.claims = claims;
  }

  /**
   * Returns a push to the branch {@code main} of a repository.
   *
   * @param repository {@code owner/name}; or {@code owner@123456/name@456789} with GitHub's ids,
   *     for the immutable form of subjects
   * @throws IllegalArgumentException if the repository has neither form
   */
  public static GitHubWorkflow of(String repository) {
    var parts = REPOSITORY.matcher(repository);
    if (!parts.matches()
        || (parts.group(2) == null) != (parts.group(4) == null)
        || CaseFolding.of(parts.group(3)).endsWith(".git")) {
      throw new IllegalArgumentException(
          "repository is '"
              + repository
              + "': it must be OWNER/NAME, or OWNER@OWNER_ID/NAME@REPOSITORY_ID, without '.git'");
    }
    var ids = parts.group(2) == null ? null : new Ids(parts.group(2), parts.group(4));
    return new GitHubWorkflow(
            new Repository(parts.group(1), parts.group(3), ids), "ref:" + MAIN, Map.of())
        .ref(MAIN, "branch", "push");
  }

  /**
   * Returns the same with GitHub's ids, and so with the immutable form of subjects, such as {@code
   * repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main}.
   *
   * @param ownerId the {@code repository_owner_id} of its tokens
   * @param repositoryId the {@code repository_id} of its tokens
   * @throws IllegalArgumentException if an id is not positive
   */
  public GitHubWorkflow ids(long ownerId, long repositoryId) {
    var ids = new Ids(id("ownerId", ownerId), id("repositoryId", repositoryId));
    return new GitHubWorkflow(
        new Repository(repository.owner, repository.name, ids), context, claims);
  }

  /** The same for a push to a branch. */
  public GitHubWorkflow branch(String branch) {
    return ref("refs/heads/" + name("branch", branch), "branch", "push");
  }

  /** The same for a pushed tag. */
  public GitHubWorkflow tag(String tag) {
    return ref("refs/tags/" + name("tag", tag), "tag", "push");
  }

  /** The same for a pull request. */
  public GitHubWorkflow pullRequest(int number) {
    var request = ref("refs/pull/" + number + "/merge", "branch", "pull_request");
    return request.context.startsWith("ref:") ? request.in("pull_request") : request;
  }

  /** The same for a job with an environment, by which alone the subject then goes. */
  public GitHubWorkflow environment(String environment) {
    return with("environment", environment).in("environment:" + environment);
  }

  /**
   * The same for a job that a reusable workflow defines.
   *
   * @param reference such as {@code octo/shared/.github/workflows/deploy.yml@refs/heads/main}
   */
  public GitHubWorkflow jobWorkflowRef(String reference) {
    return with("job_workflow_ref", reference);
  }

  /** The subject of its tokens. */
  public String subject() {
    return repository.subjectPrefix() + context;
  }

  /** What its tokens say. */
  public TokenClaims claims() {
    var owner = repository.owner;
    var workflow = repository.fullName() + "/.github/workflows/main.yml@" + claims.get("ref");
    var all =
        TokenClaims.of(subject())
            .claim("repository", repository.fullName())
            .claim("repository_id", repository.id())
            .claim("repository_owner", owner)
            .claim("repository_owner_id", repository.ownerId())
            .claim("repository_visibility", "private")
            .claim("actor", owner)
            .claim("actor_id", repository.ownerId())
            .claim("workflow", "main")
            .claim("workflow_ref", workflow)
            .claim("job_workflow_ref", workflow)
            .claim("run_id", "1")
            .claim("run_number", "1")
            .claim("run_attempt", "1")
            .claim("runner_environment", "github-hosted");
    for (var claim : claims.entrySet()) {
      all = all.claim(claim.getKey(), claim.getValue());
    }
    return all;
  }

  private GitHubWorkflow ref(String ref, String type, String event) {
    var moved = with("ref", ref).with("ref_type", type).with("event_name", event);
    return claims.containsKey("environment") ? moved : moved.in("ref:" + ref);
  }

  private GitHubWorkflow in(String other) {
    return new GitHubWorkflow(repository, other, claims);
  }

  private GitHubWorkflow with(String name, String value) {
    var more = new LinkedHashMap<>(claims);
    more.put(name, value);
    return new GitHubWorkflow(repository, context, more);
  }

  private static String name(String parameter, String value) {
    if (value.startsWith("refs/")) {
      throw new IllegalArgumentException(
          parameter + " is '" + value + "': it must be the name alone, without 'refs/…/'");
    }
    return value;
  }

  private static String id(String parameter, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          parameter + " is '" + value + "': it must be a positive number");
    }
    return Long.toString(value);
  }
}
