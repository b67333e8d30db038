package dev.msi4j.cli.federation;

import dev.msi4j.ClaimsMatchingExpression;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.federation.ClaimsExpression;
import dev.msi4j.federation.FederatedSubject;
import dev.msi4j.federation.Kubernetes;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An external identity to trust, as options and files specify it: an issuer, and one of several
 * forms of the subject. In the forms for GitHub, {@code REPOSITORY} is {@code owner/repository}, or
 * {@code owner@OWNER_ID/repository@REPOSITORY_ID} for the immutable form of subjects.
 *
 * @param subject the subject, verbatim
 * @param claimsMatchingExpression an expression that replaces the subject
 * @param githubBranch {@code REPOSITORY@BRANCH}
 * @param githubTag {@code REPOSITORY@TAG}
 * @param githubPullRequest {@code REPOSITORY}
 * @param githubEnvironment {@code REPOSITORY@ENVIRONMENT}
 * @param kubernetes {@code NAMESPACE/SERVICEACCOUNT} of the cluster that is the issuer
 */
record TrustSpec(
    @Nullable String issuer,
    @Nullable String subject,
    @Nullable String claimsMatchingExpression,
    @Nullable String githubBranch,
    @Nullable String githubTag,
    @Nullable String githubPullRequest,
    @Nullable String githubEnvironment,
    @Nullable String kubernetes) {
  private static final int LANGUAGE_VERSION = 1;

  /** The names of the subject forms. */
  static final List<String> SUBJECT_FORMS =
      List.of(
          "subject",
          "claimsMatchingExpression",
          "githubBranch",
          "githubTag",
          "githubPullRequest",
          "githubEnvironment",
          "kubernetes");

  /** Creates a specification from the values of a file. */
  static TrustSpec of(Function<String, @Nullable String> values) {
    return new TrustSpec(
        values.apply("issuer"),
        values.apply("subject"),
        values.apply("claimsMatchingExpression"),
        values.apply("githubBranch"),
        values.apply("githubTag"),
        values.apply("githubPullRequest"),
        values.apply("githubEnvironment"),
        values.apply("kubernetes"));
  }

  /** Returns whether no component is set. */
  boolean isEmpty() {
    return issuer == null && subjectForms() == 0;
  }

  /** Returns this specification with missing components taken from a credential. */
  TrustSpec over(FederatedIdentityCredential existing) {
    var expression = existing.claimsMatchingExpression();
    boolean isMissing = subjectForms() == 0;
    return new TrustSpec(
        issuer != null || isGitHub() ? issuer : existing.issuer(),
        isMissing ? existing.subject() : subject,
        isMissing && expression != null ? expression.value() : claimsMatchingExpression,
        githubBranch,
        githubTag,
        githubPullRequest,
        githubEnvironment,
        kubernetes);
  }

  /**
   * Returns the specified subject.
   *
   * @param naming maps a component to the option or key to name in errors
   */
  FederatedSubject subject(UnaryOperator<String> naming) {
    if (subjectForms() != 1) {
      var forms = SUBJECT_FORMS.stream().map(naming).collect(Collectors.joining(", "));
      throw new CommandException("one of " + forms + " must be given, and only one");
    }
    if (isGitHub()) {
      return gitHub(naming);
    }
    if (issuer == null) {
      throw new CommandException(
          naming.apply("issuer") + " must be given: the https URL in the iss claim of the tokens");
    }
    if (kubernetes != null) {
      return serviceAccount(issuer, naming.apply("kubernetes"), kubernetes);
    }
    return subject != null
        ? FederatedSubject.of(issuer, subject)
        : FederatedSubject.of(issuer, expression(Objects.requireNonNull(claimsMatchingExpression)));
  }

  private FederatedSubject gitHub(UnaryOperator<String> naming) {
    if (githubBranch != null) {
      return named(
          naming.apply("githubBranch"),
          "branch",
          githubBranch,
          at -> at.repository().branch(at.name()));
    }
    if (githubTag != null) {
      return named(
          naming.apply("githubTag"), "tag", githubTag, at -> at.repository().tag(at.name()));
    }
    if (githubEnvironment != null) {
      return named(
          naming.apply("githubEnvironment"),
          "environment",
          githubEnvironment,
          at -> at.repository().environment(at.name()));
    }
    var repository = Objects.requireNonNull(githubPullRequest);
    String name = naming.apply("githubPullRequest");
    return within(
        name, repository, () -> GitHubReference.repository(name, repository, issuer).pullRequest());
  }

  private FederatedSubject named(
      String name, String what, String text, Function<GitHubReference, FederatedSubject> subject) {
    return within(name, text, () -> subject.apply(GitHubReference.parse(name, what, text, issuer)));
  }

  /** Adds the option or key and its value to errors about a part of the value. */
  private static FederatedSubject within(
      String name, String text, Supplier<FederatedSubject> subject) {
    try {
      return subject.get();
    } catch (IllegalArgumentException e) {
      throw new CommandException(name + " '" + text + "': " + e.getMessage(), e);
    }
  }

  private long subjectForms() {
    return Stream.of(
            subject,
            claimsMatchingExpression,
            githubBranch,
            githubTag,
            githubPullRequest,
            githubEnvironment,
            kubernetes)
        .filter(Objects::nonNull)
        .count();
  }

  private boolean isGitHub() {
    return Stream.of(githubBranch, githubTag, githubPullRequest, githubEnvironment)
        .anyMatch(Objects::nonNull);
  }

  private static FederatedSubject serviceAccount(String issuer, String name, String text) {
    String[] parts = text.split("/", 2);
    if (parts.length < 2) {
      throw new CommandException(name + " '" + text + "' must be namespace/serviceaccount");
    }
    return Kubernetes.cluster(issuer).serviceAccount(parts[0], parts[1]);
  }

  private static ClaimsExpression expression(String text) {
    return ClaimsExpression.parse(ClaimsMatchingExpression.of(text, LANGUAGE_VERSION));
  }
}
