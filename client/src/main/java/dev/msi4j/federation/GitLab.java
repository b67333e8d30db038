package dev.msi4j.federation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Creates the subjects of GitLab pipelines of a project. Immutable. */
public final class GitLab {
  /** Issuer of gitlab.com. */
  public static final String ISSUER = "https://gitlab.com";

  private final String issuer;
  private final String project;
  private final @Nullable String projectId;

  private GitLab(String issuer, String project, @Nullable String projectId) {
    this.issuer = issuer;
    this.project = project;
    this.projectId = projectId;
  }

  /**
   * Selects a project on gitlab.com.
   *
   * @param path the path with all groups, such as {@code contoso/shop/orders}
   * @return the subjects of the project
   * @throws IllegalArgumentException if the path has no group, contains an empty part or a colon,
   *     or ends with {@code .git}
   */
  public static GitLab project(String path) {
    Preconditions.requireText("path", path, ":*? ");
    if (!path.contains("/") || path.startsWith("/") || path.endsWith("/") || path.contains("//")) {
      throw Preconditions.invalid(
          "path", path, "must be groups and a project, separated by single slashes");
    }
    if (path.toLowerCase(Locale.ROOT).endsWith(".git")) {
      throw Preconditions.invalid(
          "path", path, "must end without '.git', which subjects never have");
    }
    return new GitLab(ISSUER, path, null);
  }

  /**
   * Returns a copy with the issuer of a self-managed GitLab.
   *
   * @param issuer the exact {@code iss} claim of the tokens; an absolute https URL
   * @return the subjects of the project
   */
  public GitLab issuer(String issuer) {
    return new GitLab(Preconditions.requireNonNull("issuer", issuer), project, projectId);
  }

  /**
   * Returns a copy with GitLab's id of the project, the {@code project_id} claim of the tokens.
   * Expressions also match the id, because Entra ID rejects GitLab expressions without it.
   *
   * @param id a positive number
   * @return the subjects of the project
   * @throws IllegalArgumentException if the number is not positive
   */
  public GitLab projectId(long id) {
    return new GitLab(
        issuer, project, Long.toString(Preconditions.requirePositive("projectId", id)));
  }

  /**
   * Returns the subject of pipelines on a branch.
   *
   * @param branch the name, such as {@code main}, without {@code refs/heads/}
   * @return the subject
   * @throws IllegalArgumentException if the name is blank, starts with {@code refs/}, or is not a
   *     valid name of a branch
   */
  public FederatedSubject branch(String branch) {
    return FederatedSubject.of(issuer, prefix() + "branch:ref:" + GitRefs.name("branch", branch));
  }

  /**
   * Returns the subject of pipelines on a tag.
   *
   * @param tag the name, such as {@code v1.0}, without {@code refs/tags/}
   * @return the subject
   * @throws IllegalArgumentException if the name is blank, starts with {@code refs/}, or is not a
   *     valid name of a tag
   */
  public FederatedSubject tag(String tag) {
    return FederatedSubject.of(issuer, prefix() + "tag:ref:" + GitRefs.name("tag", tag));
  }

  /**
   * Returns a subject that matches pipelines on branches by an expression.
   *
   * @param pattern the branch pattern: {@code *} matches any text, {@code ?} any character
   * @return the subject
   * @throws IllegalArgumentException if the pattern is blank or starts with {@code refs/}
   */
  public FederatedSubject branches(String pattern) {
    var branches =
        ClaimsExpression.matches(
            "sub", prefix() + "branch:ref:" + GitRefs.pattern("pattern", pattern));
    return FederatedSubject.of(
        issuer,
        projectId == null ? branches : branches.and(ClaimsExpression.eq("project_id", projectId)));
  }

  private String prefix() {
    return "project_path:" + project + ":ref_type:";
  }
}
