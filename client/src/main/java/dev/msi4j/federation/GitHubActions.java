package dev.msi4j.federation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The subjects of a repository's workflows in GitHub Actions, in GitHub's default form. Immutable.
 * A repository or an organization that has customized its subjects has others: see {@link
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
  /** The issuer of github.com. */
  public static final String ISSUER = "https://token.actions.githubusercontent.com";

  private static final String NOT_IN_A_NAME = ":/*?@ ";

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
   * Returns the workflows of a repository on github.com.
   *
   * @param owner the organization or user; case counts, as everywhere in subjects
   * @param repository the name without its owner, and without {@code .git}
   * @throws IllegalArgumentException if a part is blank, has a slash, a colon or an at sign in it,
   *     or is the name of a clone URL
   */
  public static GitHubActions repository(String owner, String repository) {
    Checks.part("owner", owner, NOT_IN_A_NAME);
    Checks.part("repository", repository, NOT_IN_A_NAME);
    if (repository.toLowerCase(Locale.ROOT).endsWith(".git")) {
      throw Checks.broken(
          "repository", repository, "must be the name without '.git', which subjects never have");
    }
    return new GitHubActions(ISSUER, owner, repository, null, null);
  }

  /**
   * Returns the same for another issuer, such as {@code https://HOST/_services/token} of a GitHub
   * Enterprise Server, which never sends the immutable form.
   */
  public GitHubActions issuer(String issuer) {
    return new GitHubActions(
        Checks.present("issuer", issuer), owner, repository, ownerId, repositoryId);
  }

  /**
   * Returns the same with GitHub's id of the owner, the {@code repository_owner_id} of tokens.
   *
   * @param id a positive number, such as {@code id} of {@code https://api.github.com/users/OWNER}
   * @throws IllegalArgumentException if the number is not positive
   */
  public GitHubActions ownerId(long id) {
    return new GitHubActions(
        issuer, owner, repository, Long.toString(Checks.positive("ownerId", id)), repositoryId);
  }

  /**
   * Returns the same with GitHub's id of the repository, the {@code repository_id} of tokens.
   * Expressions match the ids as well, since Entra rejects those for GitHub that match neither.
   *
   * @param id a positive number, such as {@code id} of {@code
   *     https://api.github.com/repos/OWNER/REPOSITORY}
   * @throws IllegalArgumentException if the number is not positive
   */
  public GitHubActions repositoryId(long id) {
    return new GitHubActions(
        issuer, owner, repository, ownerId, Long.toString(Checks.positive("repositoryId", id)));
  }

  /**
   * Returns runs on a branch.
   *
   * @param branch the name, such as {@code main} or {@code feature/login}, without {@code
   *     refs/heads/}
   */
  public FederatedSubject branch(String branch) {
    return subject("ref:refs/heads/" + GitRefs.name("branch", branch));
  }

  /**
   * Returns runs on a tag.
   *
   * @param tag the name, such as {@code v1.0}, without {@code refs/tags/}
   */
  public FederatedSubject tag(String tag) {
    return subject("ref:refs/tags/" + GitRefs.name("tag", tag));
  }

  /** Returns runs for pull requests. */
  public FederatedSubject pullRequest() {
    return subject("pull_request");
  }

  /**
   * Returns jobs in an environment.
   *
   * @param environment the name, such as {@code production}, without {@code environment:}
   */
  public FederatedSubject environment(String environment) {
    Checks.part("environment", environment, "");
    if (environment.startsWith("environment:")) {
      throw Checks.broken("environment", environment, "must be the name without 'environment:'");
    }
    // GitHub writes a colon within a value so, since colons part the values of a subject.
    return subject("environment:" + environment.replace(":", "%3A"));
  }

  /**
   * Returns runs on all branches that match; an expression.
   *
   * @param pattern with {@code *} for any text and {@code ?} for any character
   */
  public FederatedSubject branches(String pattern) {
    return expression(
        ClaimsExpression.matches(
            "sub", text("ref:refs/heads/" + GitRefs.pattern("pattern", pattern))));
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
        ClaimsExpression.matches("sub", text("*"))
            .and(ClaimsExpression.matches("job_workflow_ref", workflow)));
  }

  private FederatedSubject subject(String context) {
    return warned(FederatedSubject.of(issuer, text(context)));
  }

  private FederatedSubject expression(ClaimsExpression expression) {
    var all = expression;
    if (repositoryId != null) {
      all = all.and(ClaimsExpression.eq("repository_id", repositoryId));
    }
    if (ownerId != null) {
      all = all.and(ClaimsExpression.eq("repository_owner_id", ownerId));
    }
    return warned(FederatedSubject.of(issuer, all));
  }

  private FederatedSubject warned(FederatedSubject subject) {
    return ids() != null && GitHubSubject.isEnterpriseServer(issuer)
        ? subject.warning(
            "issuer '"
                + issuer
                + "' is a GitHub Enterprise Server, whose subjects have names only: the ids are left"
                + " out of the subject")
        : subject;
  }

  private String text(String context) {
    var ids = GitHubSubject.isEnterpriseServer(issuer) ? null : ids();
    return new GitHubSubject(owner, repository, ids, context).toString();
  }

  private GitHubSubject.@Nullable Ids ids() {
    return ownerId == null || repositoryId == null
        ? null
        : new GitHubSubject.Ids(ownerId, repositoryId);
  }
}
