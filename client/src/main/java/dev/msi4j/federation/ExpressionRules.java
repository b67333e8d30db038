package dev.msi4j.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Preconditions Entra's rules for the claims in the expression of a flexible federated identity
 * credential. Source: "Set up a Flexible Federated identity credential", learn.microsoft.com.
 */
final class ExpressionRules {
  private static final Set<String> GITHUB_IDS = Set.of("repository_id", "repository_owner_id");

  private ExpressionRules() {}

  /** Returns a warning for each rule that the expression breaks. */
  static List<String> warnings(String issuer, ClaimsExpression expression) {
    var claims = expression.claims();
    var subject = expression.comparand("sub").orElse("");
    var all = new ArrayList<String>();
    if (GitHubSubject.isGitHubCom(issuer) || subject.startsWith("repo:")) {
      if (claims.stream().noneMatch(GITHUB_IDS::contains)) {
        all.add(
            "the expression for GitHub matches neither claims['repository_id'] nor"
                + " claims['repository_owner_id']: Entra rejects it without one of them");
      }
      GitHubSubject.nameWarning(issuer, subject).ifPresent(all::add);
    } else if (subject.startsWith("project_path:") && !claims.contains("project_id")) {
      all.add(
          "the expression for GitLab does not match claims['project_id']: Entra rejects it without"
              + " that claim");
    }
    return all;
  }
}
