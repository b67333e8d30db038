package dev.msi4j.federation;

/** The subjects of a project's pipelines in GitLab. Immutable. */
public final class GitLab {
  /** The issuer of gitlab.com. */
  public static final String ISSUER = "https://gitlab.com";

  private static final String NOT_IN_A_REF = ": ~^?*[\\";

  private final String issuer;
  private final String project;

  private GitLab(String issuer, String project) {
    this.issuer = issuer;
    this.project = project;
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
    return new GitLab(ISSUER, path);
  }

  /** Returns the same for a GitLab of your own. */
  public GitLab issuer(String issuer) {
    return new GitLab(issuer, project);
  }

  /** Returns pipelines on a branch. */
  public FederatedSubject branch(String branch) {
    return FederatedSubject.of(
        issuer, prefix() + "branch:ref:" + Checks.part("branch", branch, NOT_IN_A_REF));
  }

  /** Returns pipelines on a tag. */
  public FederatedSubject tag(String tag) {
    return FederatedSubject.of(
        issuer, prefix() + "tag:ref:" + Checks.part("tag", tag, NOT_IN_A_REF));
  }

  /**
   * Returns pipelines on all branches that match; an expression.
   *
   * @param pattern with {@code *} for any text and {@code ?} for any character
   */
  public FederatedSubject branches(String pattern) {
    return FederatedSubject.of(
        issuer,
        ClaimsExpression.matches(
            "sub", prefix() + "branch:ref:" + Checks.part("pattern", pattern, ":")));
  }

  private String prefix() {
    return "project_path:" + project + ":ref_type:";
  }
}
