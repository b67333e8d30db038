package dev.msi4j.federation;

import org.jspecify.annotations.Nullable;

/**
 * The subjects of a repository's workflows in GitHub Actions, in GitHub's default form. Immutable.
 * A repository or an organization that has customized its subjects has others: see {@link
 * FederatedSubject#of(String, String)}.
 */
public final class GitHubActions {
  /** The issuer of github.com. */
  public static final String ISSUER = "https://token.actions.githubusercontent.com";

  /** What git does not have in the name of a branch or a tag, and the colon parts subjects. */
  private static final String NOT_IN_A_REF = ": ~^?*[\\";

  private final String issuer;
  private final String repository;
  private final @Nullable String repositoryId;

  private GitHubActions(String issuer, String repository, @Nullable String repositoryId) {
    this.issuer = issuer;
    this.repository = repository;
    this.repositoryId = repositoryId;
  }

  /**
   * Returns the workflows of a repository on github.com.
   *
   * @param owner the organization or user; case counts, as everywhere in subjects
   * @throws IllegalArgumentException if a part is blank or has a slash or a colon in it
   */
  public static GitHubActions repository(String owner, String repository) {
    return new GitHubActions(
        ISSUER,
        Checks.part("owner", owner, ":/*? ") + "/" + Checks.part("repository", repository, ":/*? "),
        null);
  }

  /** Returns the same for another issuer, such as that of a GitHub Enterprise Server. */
  public GitHubActions issuer(String issuer) {
    return new GitHubActions(issuer, repository, repositoryId);
  }

  /**
   * Returns the same with GitHub's number of the repository. Expressions then match it as well, as
   * Entra wants them to: names can be given to another repository, numbers can't.
   */
  public GitHubActions repositoryId(long id) {
    return new GitHubActions(issuer, repository, Long.toString(id));
  }

  /** Returns runs on a branch, such as {@code main} or {@code feature/login}. */
  public FederatedSubject branch(String branch) {
    return subject("ref:refs/heads/" + Checks.part("branch", branch, NOT_IN_A_REF));
  }

  /** Returns runs on a tag, such as {@code v1.0}. */
  public FederatedSubject tag(String tag) {
    return subject("ref:refs/tags/" + Checks.part("tag", tag, NOT_IN_A_REF));
  }

  /** Returns runs for pull requests. */
  public FederatedSubject pullRequest() {
    return subject("pull_request");
  }

  /** Returns jobs in an environment, such as {@code production}. */
  public FederatedSubject environment(String environment) {
    // GitHub writes a colon within a value so, since colons part the values of a subject.
    return subject(
        "environment:" + Checks.part("environment", environment, "").replace(":", "%3A"));
  }

  /**
   * Returns runs on all branches that match; an expression.
   *
   * @param pattern with {@code *} for any text and {@code ?} for any character
   */
  public FederatedSubject branches(String pattern) {
    return expression(
        ClaimsExpression.matches(
            "sub", prefix() + "ref:refs/heads/" + Checks.part("pattern", pattern, ":")));
  }

  /**
   * Returns jobs of the repository that are run by a reusable workflow; an expression.
   *
   * @param workflow its {@code job_workflow_ref}, such as {@code
   *     contoso/workflows/.github/workflows/deploy.yml@refs/heads/main}, with {@code *} for any
   *     text and {@code ?} for any character
   */
  public FederatedSubject reusableWorkflow(String workflow) {
    Checks.part("workflow", workflow, ":");
    if (!workflow.contains("/.github/workflows/") || !workflow.contains("@")) {
      throw Checks.broken(
          "workflow",
          workflow,
          "must be like owner/repository/.github/workflows/file.yml@refs/heads/main");
    }
    return expression(
        ClaimsExpression.matches("sub", prefix() + "*")
            .and(ClaimsExpression.matches("job_workflow_ref", workflow)));
  }

  private FederatedSubject subject(String context) {
    return FederatedSubject.of(issuer, prefix() + context);
  }

  private FederatedSubject expression(ClaimsExpression expression) {
    return repositoryId == null
        ? FederatedSubject.of(issuer, expression)
            .warning(
                "the expression for "
                    + repository
                    + " matches names only, and Entra may refuse it: set repositoryId(…)")
        : FederatedSubject.of(
            issuer, expression.and(ClaimsExpression.eq("repository_id", repositoryId)));
  }

  private String prefix() {
    return "repo:" + repository + ":";
  }
}
