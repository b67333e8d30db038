package dev.msi4j.local;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A workflow run of GitHub Actions, with the subject and the claims of its OpenID Connect token
 * (docs.github.com, "OpenID Connect reference"). Immutable: each method returns a new value.
 */
public final class GitHubWorkflow {
  /** The issuer of the tokens of GitHub Actions. */
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

    /** Returns a stable number for a name, in place of the numeric ids that GitHub assigns. */
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
   * @return the workflow run
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
   * Sets GitHub's numeric ids. The subject then has the immutable form, such as {@code
   * repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main}.
   *
   * @param ownerId the claim {@code repository_owner_id}
   * @param repositoryId the claim {@code repository_id}
   * @return a new value
   * @throws IllegalArgumentException if an id is not positive
   */
  public GitHubWorkflow ids(long ownerId, long repositoryId) {
    var ids = new Ids(id("ownerId", ownerId), id("repositoryId", repositoryId));
    return new GitHubWorkflow(
        new Repository(repository.owner, repository.name, ids), context, claims);
  }

  /**
   * Sets the event to a push to a branch.
   *
   * @param branch the name of the branch, without {@code refs/heads/}
   * @return a new value
   * @throws IllegalArgumentException if the name starts with {@code refs/}
   */
  public GitHubWorkflow branch(String branch) {
    return ref("refs/heads/" + name("branch", branch), "branch", "push");
  }

  /**
   * Sets the event to a push of a tag.
   *
   * @param tag the name of the tag, without {@code refs/tags/}
   * @return a new value
   * @throws IllegalArgumentException if the name starts with {@code refs/}
   */
  public GitHubWorkflow tag(String tag) {
    return ref("refs/tags/" + name("tag", tag), "tag", "push");
  }

  /**
   * Sets the event to a pull request.
   *
   * @param number the number of the pull request
   * @return a new value
   */
  public GitHubWorkflow pullRequest(int number) {
    var request = ref("refs/pull/" + number + "/merge", "branch", "pull_request");
    return request.context.startsWith("ref:") ? request.withContext("pull_request") : request;
  }

  /**
   * Sets the environment of the job. The subject then names the environment instead of the ref.
   *
   * @param environment the name of the environment
   * @return a new value
   */
  public GitHubWorkflow environment(String environment) {
    return with("environment", environment).withContext("environment:" + environment);
  }

  /**
   * Sets the reusable workflow that defines the job.
   *
   * @param reference such as {@code octo/shared/.github/workflows/deploy.yml@refs/heads/main}
   * @return a new value
   */
  public GitHubWorkflow jobWorkflowRef(String reference) {
    return with("job_workflow_ref", reference);
  }

  /**
   * Returns the subject of the token.
   *
   * @return the claim {@code sub}
   */
  public String subject() {
    return repository.subjectPrefix() + context;
  }

  /**
   * Returns the claims of the token.
   *
   * @return the claims, for {@link TokenClaims#AUDIENCE} and valid for 10 minutes
   */
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
    var changed = with("ref", ref).with("ref_type", type).with("event_name", event);
    return claims.containsKey("environment") ? changed : changed.withContext("ref:" + ref);
  }

  private GitHubWorkflow withContext(String newContext) {
    return new GitHubWorkflow(repository, newContext, claims);
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
