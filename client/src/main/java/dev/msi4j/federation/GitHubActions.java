package dev.msi4j.federation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Creates the subjects of GitHub Actions workflows of a repository, in GitHub's default format.
 * Immutable. For repositories or organizations with customized subjects, use {@link
 * FederatedSubject#of(String, String)}.
 *
 * <p>GitHub puts the ids of owner and repository into the subjects of repositories that were
 * created, renamed or transferred since 15 July 2026, and of those that opted in: {@code
 * repo:contoso@123456/shop@456789:ref:refs/heads/main}. Set {@link #ownerId} and {@link
 * #repositoryId} for that immutable form. Without both, subjects have names only and give a
 * warning. See "Migrate GitHub Actions federated credentials to immutable subjects" on
 * learn.microsoft.com.
 */
public final class GitHubActions {
  /** Issuer of github.com. */
  public static final String ISSUER = "https://token.actions.githubusercontent.com";

  private static final String FORBIDDEN_CHARACTERS = ":/*?@ ";

  private final String issuer;
  private final String owner;
  private final String repository;
  private final @Nullable String ownerId;
  private final @Nullable String repositoryId;

  private GitHubActions(
      String issuer,
      String owner,
      String repository,
      @Nullable String ownerId,
      @Nullable String repositoryId) {
    this.issuer = issuer;
    this.owner = owner;
    this.repository = repository;
    this.ownerId = ownerId;
    this.repositoryId = repositoryId;
  }

  /**
   * Selects a repository on github.com.
   *
   * @param owner the organization or user; case-sensitive, like all parts of a subject
   * @param repository the name without its owner, and without {@code .git}
   * @return the subjects of the repository
   * @throws IllegalArgumentException if an argument is blank or contains a slash, colon or at sign,
   *     or if the repository ends with {@code .git}
   */
  public static GitHubActions repository(String owner, String repository) {
    Preconditions.requireText("owner", owner, FORBIDDEN_CHARACTERS);
    Preconditions.requireText("repository", repository, FORBIDDEN_CHARACTERS);
    if (repository.toLowerCase(Locale.ROOT).endsWith(".git")) {
      throw Preconditions.invalid(
          "repository", repository, "must be the name without '.git', which subjects never have");
    }
    return new GitHubActions(ISSUER, owner, repository, null, null);
  }

  /**
   * Returns a copy with another issuer, such as {@code https://HOST/_services/token} of a GitHub
   * Enterprise Server, which never sends the immutable form.
   *
   * @param issuer the exact {@code iss} claim of the tokens; an absolute https URL
   * @return the subjects of the repository
   */
  public GitHubActions issuer(String issuer) {
    return new GitHubActions(
        Preconditions.requireNonNull("issuer", issuer), owner, repository, ownerId, repositoryId);
  }

  /**
   * Returns a copy with GitHub's id of the owner, the {@code repository_owner_id} claim of the
   * tokens.
   *
   * @param id a positive number: the {@code id} in {@code https://api.github.com/users/OWNER}
   * @return the subjects of the repository
   * @throws IllegalArgumentException if the number is not positive
   */
  public GitHubActions ownerId(long id) {
    return new GitHubActions(
        issuer,
        owner,
        repository,
        Long.toString(Preconditions.requirePositive("ownerId", id)),
        repositoryId);
  }

  /**
   * Returns a copy with GitHub's id of the repository, the {@code repository_id} claim of the
   * tokens. Expressions also match the ids, because Entra ID rejects GitHub expressions without an
   * id.
   *
   * @param id a positive number: the {@code id} in {@code
   *     https://api.github.com/repos/OWNER/REPOSITORY}
   * @return the subjects of the repository
   * @throws IllegalArgumentException if the number is not positive
   */
  public GitHubActions repositoryId(long id) {
    return new GitHubActions(
        issuer,
        owner,
        repository,
        ownerId,
        Long.toString(Preconditions.requirePositive("repositoryId", id)));
  }

  /**
   * Returns the subject of workflow runs on a branch.
   *
   * @param branch the name, such as {@code main} or {@code feature/login}, without {@code
   *     refs/heads/}
   * @return the subject
   * @throws IllegalArgumentException if the name is blank, starts with {@code refs/}, or is not a
   *     valid name of a branch
   */
  public FederatedSubject branch(String branch) {
    return subject("ref:refs/heads/" + GitRefs.name("branch", branch));
  }

  /**
   * Returns the subject of workflow runs on a tag.
   *
   * @param tag the name, such as {@code v1.0}, without {@code refs/tags/}
   * @return the subject
   * @throws IllegalArgumentException if the name is blank, starts with {@code refs/}, or is not a
   *     valid name of a tag
   */
  public FederatedSubject tag(String tag) {
    return subject("ref:refs/tags/" + GitRefs.name("tag", tag));
  }

  /**
   * Returns the subject of workflow runs for pull requests.
   *
   * @return the subject
   */
  public FederatedSubject pullRequest() {
    return subject("pull_request");
  }

  /**
   * Returns the subject of jobs in a deployment environment.
   *
   * @param environment the name, such as {@code production}, without {@code environment:}
   * @return the subject
   * @throws IllegalArgumentException if the name is blank or starts with {@code environment:}
   */
  public FederatedSubject environment(String environment) {
    Preconditions.requireText("environment", environment, "");
    if (environment.startsWith("environment:")) {
      throw Preconditions.invalid(
          "environment", environment, "must be the name without 'environment:'");
    }
    // GitHub percent-encodes colons in a value, because colons separate the parts of a subject.
    return subject("environment:" + environment.replace(":", "%3A"));
  }

  /**
   * Returns a subject that matches workflow runs on branches by an expression.
   *
   * @param pattern the branch pattern: {@code *} matches any text, {@code ?} any character
   * @return the subject
   * @throws IllegalArgumentException if the pattern is blank or starts with {@code refs/}
   */
  public FederatedSubject branches(String pattern) {
    return expression(
        ClaimsExpression.matches(
            "sub", subjectText("ref:refs/heads/" + GitRefs.pattern("pattern", pattern))));
  }

  /**
   * Returns a subject that matches jobs of a reusable workflow by an expression.
   *
   * @param workflow the {@code job_workflow_ref} claim, such as {@code
   *     contoso/workflows/.github/workflows/deploy.yml@refs/heads/main}; {@code *} matches any
   *     text, {@code ?} any character
   * @return the subject
   * @throws IllegalArgumentException if the workflow is not the path of a workflow file with a ref
   */
  public FederatedSubject reusableWorkflow(String workflow) {
    Preconditions.requireText("workflow", workflow, ":");
    if (!workflow.contains("/.github/workflows/") || !workflow.contains("@")) {
      throw Preconditions.invalid(
          "workflow",
          workflow,
          "must be like owner/repository/.github/workflows/file.yml@refs/heads/main");
    }
    return expression(
        ClaimsExpression.matches("sub", subjectText("*"))
            .and(ClaimsExpression.matches("job_workflow_ref", workflow)));
  }

  private FederatedSubject subject(String context) {
    return withWarnings(FederatedSubject.of(issuer, subjectText(context)));
  }

  private FederatedSubject expression(ClaimsExpression expression) {
    var extended = expression;
    if (repositoryId != null) {
      extended = extended.and(ClaimsExpression.eq("repository_id", repositoryId));
    }
    if (ownerId != null) {
      extended = extended.and(ClaimsExpression.eq("repository_owner_id", ownerId));
    }
    return withWarnings(FederatedSubject.of(issuer, extended));
  }

  private FederatedSubject withWarnings(FederatedSubject subject) {
    return ids() != null && GitHubSubject.isEnterpriseServer(issuer)
        ? subject.warning(
            "issuer '"
                + issuer
                + "' is a GitHub Enterprise Server, whose subjects have names only: the ids are omitted"
                + " from the subject")
        : subject;
  }

  private String subjectText(String context) {
    var ids = GitHubSubject.isEnterpriseServer(issuer) ? null : ids();
    return new GitHubSubject(owner, repository, ids, context).toString();
  }

  private GitHubSubject.@Nullable Ids ids() {
    return ownerId == null || repositoryId == null
        ? null
        : new GitHubSubject.Ids(ownerId, repositoryId);
  }
}
