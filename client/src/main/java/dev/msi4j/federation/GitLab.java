package dev.msi4j.federation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The subjects of a project's pipelines in GitLab. Immutable. */
public final class GitLab {
  /** The issuer of gitlab.com. */
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
   * Returns the pipelines of a project on gitlab.com.
   *
   * @param path with its groups, such as {@code contoso/shop/orders}
   * @throws IllegalArgumentException if the path has no group, an empty part or a colon
   */
  public static GitLab project(String path) {
    Checks.part("path", path, ":*? ");
    if (!path.contains("/") || path.startsWith("/") || path.endsWith("/") || path.contains("//")) {
      throw Checks.broken("path", path, "must be groups and a project with single slashes between");
    }
    if (path.toLowerCase(Locale.ROOT).endsWith(".git")) {
      throw Checks.broken("path", path, "must end without '.git', which subjects never have");
    }
    return new GitLab(ISSUER, path, null);
  }

  /** Returns the same for a GitLab of your own. */
  public GitLab issuer(String issuer) {
    return new GitLab(Checks.present("issuer", issuer), project, projectId);
  }

  /**
   * Returns the same with GitLab's id of the project, the {@code project_id} of tokens. Expressions
   * match it as well, since Entra rejects those for GitLab that do not.
   *
   * @param id a positive number
   * @throws IllegalArgumentException if the number is not positive
   */
  public GitLab projectId(long id) {
    return new GitLab(issuer, project, Long.toString(Checks.positive("projectId", id)));
  }

  /** Returns pipelines on a branch. */
  public FederatedSubject branch(String branch) {
    return FederatedSubject.of(issuer, prefix() + "branch:ref:" + GitRefs.name("branch", branch));
  }

  /** Returns pipelines on a tag. */
  public FederatedSubject tag(String tag) {
    return FederatedSubject.of(issuer, prefix() + "tag:ref:" + GitRefs.name("tag", tag));
  }

  /**
   * Returns pipelines on all branches that match; an expression.
   *
   * @param pattern with {@code *} for any text and {@code ?} for any character
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
