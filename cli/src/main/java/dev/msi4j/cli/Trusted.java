package dev.msi4j.cli;

import dev.msi4j.ClaimsMatchingExpression;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.federation.ClaimsExpression;
import dev.msi4j.federation.FederatedSubject;
import dev.msi4j.federation.GitHubActions;
import dev.msi4j.federation.Kubernetes;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust, as people write it in options and in files: an issuer, and one way to say the
 * subject.
 *
 * @param subject the subject to the letter
 * @param claimsMatchingExpression an expression in its place
 * @param githubBranch {@code OWNER/REPOSITORY@BRANCH}
 * @param githubEnvironment {@code OWNER/REPOSITORY@ENVIRONMENT}
 * @param kubernetes {@code NAMESPACE/SERVICEACCOUNT} of the cluster that is the issuer
 */
record Trusted(
    @Nullable String issuer,
    @Nullable String subject,
    @Nullable String claimsMatchingExpression,
    @Nullable String githubBranch,
    @Nullable String githubEnvironment,
    @Nullable String kubernetes) {
  private static final int LANGUAGE_VERSION = 1;
  private static final List<String> WAYS =
      List.of(
          "subject", "claimsMatchingExpression", "githubBranch", "githubEnvironment", "kubernetes");

  /** Returns whether nothing is said at all. */
  boolean isEmpty() {
    return issuer == null && ways() == 0;
  }

  /** Returns the same, with what it leaves open as a credential has it. */
  Trusted over(FederatedIdentityCredential there) {
    var expression = there.claimsMatchingExpression();
    boolean isOpen = ways() == 0;
    return new Trusted(
        issuer != null || isGitHub() ? issuer : there.issuer(),
        isOpen ? there.subject() : subject,
        isOpen && expression != null ? expression.value() : claimsMatchingExpression,
        githubBranch,
        githubEnvironment,
        kubernetes);
  }

  /**
   * Returns whom it is about.
   *
   * @param naming how the components are called where they were written
   */
  FederatedSubject subject(UnaryOperator<String> naming) {
    if (ways() != 1) {
      var ways = WAYS.stream().map(naming).collect(Collectors.joining(", "));
      throw new CommandFailure("one of " + ways + " must be given, and only one");
    }
    if (githubBranch != null) {
      var parts = repositoryAnd("branch", naming.apply("githubBranch"), githubBranch);
      return gitHub(parts).branch(parts[1]);
    }
    if (githubEnvironment != null) {
      var parts =
          repositoryAnd("environment", naming.apply("githubEnvironment"), githubEnvironment);
      return gitHub(parts).environment(parts[1]);
    }
    if (issuer == null) {
      throw new CommandFailure(
          naming.apply("issuer") + " must be given: the https URL that the tokens have for iss");
    }
    if (kubernetes != null) {
      return serviceAccount(issuer, naming.apply("kubernetes"), kubernetes);
    }
    return subject != null
        ? FederatedSubject.of(issuer, subject)
        : FederatedSubject.of(issuer, expression(Objects.requireNonNull(claimsMatchingExpression)));
  }

  private long ways() {
    return Stream.of(subject, claimsMatchingExpression, githubBranch, githubEnvironment, kubernetes)
        .filter(Objects::nonNull)
        .count();
  }

  private boolean isGitHub() {
    return githubBranch != null || githubEnvironment != null;
  }

  private GitHubActions gitHub(String[] parts) {
    String[] names = parts[0].split("/", 2);
    var repository = GitHubActions.repository(names[0], names[1]);
    return issuer == null ? repository : repository.issuer(issuer);
  }

  private static String[] repositoryAnd(String what, String name, String text) {
    String[] parts = text.split("@", 2);
    if (parts.length < 2 || !parts[0].contains("/")) {
      throw new CommandFailure(name + " '" + text + "' must be owner/repository@" + what);
    }
    return parts;
  }

  private static FederatedSubject serviceAccount(String issuer, String name, String text) {
    String[] parts = text.split("/", 2);
    if (parts.length < 2) {
      throw new CommandFailure(name + " '" + text + "' must be namespace/serviceaccount");
    }
    return Kubernetes.cluster(issuer).serviceAccount(parts[0], parts[1]);
  }

  private static ClaimsExpression expression(String text) {
    return ClaimsExpression.parse(ClaimsMatchingExpression.of(text, LANGUAGE_VERSION));
  }
}
