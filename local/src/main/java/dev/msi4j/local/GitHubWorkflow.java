package dev.msi4j.local;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A workflow run of GitHub Actions, as its tokens describe it. Immutable: each method returns
 * another value.
 */
public final class GitHubWorkflow {
  /** The issuer of GitHub's tokens. */
  public static final String ISSUER = "https://token.actions.githubusercontent.com";

  private static final String MAIN = "refs/heads/main";

  private final String repository;
  private final String context;
  private final Map<String, String> claims;

  private GitHubWorkflow(String repository, String context, Map<String, String> claims) {
    this.repository = repository;
    this.context = context;
    this.claims = claims;
  }

  /**
   * A push to the branch {@code main} of a repository.
   *
   * @param repository {@code owner/name}
   */
  public static GitHubWorkflow of(String repository) {
    var slash = repository.indexOf('/');
    if (slash < 1 || slash != repository.lastIndexOf('/') || slash == repository.length() - 1) {
      throw new IllegalArgumentException(
          "repository is '" + repository + "': it must be OWNER/NAME");
    }
    return new GitHubWorkflow(repository, "ref:" + MAIN, Map.of()).ref(MAIN, "branch", "push");
  }

  /** The same for a push to a branch. */
  public GitHubWorkflow branch(String branch) {
    return ref("refs/heads/" + branch, "branch", "push");
  }

  /** The same for a pushed tag. */
  public GitHubWorkflow tag(String tag) {
    return ref("refs/tags/" + tag, "tag", "push");
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
    return "repo:" + repository + ":" + context;
  }

  /** What its tokens say. */
  public TokenClaims claims() {
    var owner = repository.substring(0, repository.indexOf('/'));
    var workflow = repository + "/.github/workflows/main.yml@" + claims.get("ref");
    var all =
        TokenClaims.of(subject())
            .claim("repository", repository)
            .claim("repository_id", number(repository))
            .claim("repository_owner", owner)
            .claim("repository_owner_id", number(owner))
            .claim("repository_visibility", "private")
            .claim("actor", owner)
            .claim("actor_id", number(owner))
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

  /** GitHub has numbers for names; here the same name always has the same. */
  private static String number(String name) {
    return Integer.toUnsignedString(name.hashCode());
  }
}
