package dev.msi4j.cli.federation;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.OptionName;
import dev.msi4j.federation.FederatedSubject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that describe the external identity that a federated credential trusts. */
final class TrustOptions {
  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "Issuer URL, the iss claim of the tokens (default: the one of the product)")
  private @Nullable String issuer;

  @Option(names = "--subject", paramLabel = "S", description = "Subject, verbatim")
  private @Nullable String subject;

  @Option(
      names = {"--claims-matching-expression", "--claims-matching-expression-value"},
      paramLabel = "E",
      description =
          "Claims matching expression that replaces the subject; needs a preview --api-version")
  private @Nullable String claimsMatchingExpression;

  @Option(
      names = "--github-branch",
      paramLabel = "OWNER[@ID]/REPO[@ID]@BRANCH",
      description =
          "GitHub Actions runs on a branch; with GitHub's ids of owner and repository for immutable"
              + " subjects")
  private @Nullable String githubBranch;

  @Option(
      names = "--github-tag",
      paramLabel = "OWNER[@ID]/REPO[@ID]@TAG",
      description = "GitHub Actions runs on a tag")
  private @Nullable String githubTag;

  @Option(
      names = "--github-pull-request",
      paramLabel = "OWNER[@ID]/REPO[@ID]",
      description = "GitHub Actions runs of pull requests")
  private @Nullable String githubPullRequest;

  @Option(
      names = "--github-environment",
      paramLabel = "OWNER[@ID]/REPO[@ID]@ENV",
      description = "GitHub Actions jobs in an environment")
  private @Nullable String githubEnvironment;

  @Option(
      names = "--kubernetes",
      paramLabel = "NAMESPACE/ACCOUNT",
      description = "Service account of the cluster with the issuer --issuer")
  private @Nullable String kubernetes;

  @Option(
      names = "--gitlab-branch",
      paramLabel = "GROUP/PROJECT@BRANCH",
      description = "GitLab CI jobs on a branch")
  private @Nullable String gitlabBranch;

  @Option(
      names = "--gitlab-tag",
      paramLabel = "GROUP/PROJECT@TAG",
      description = "GitLab CI jobs on a tag")
  private @Nullable String gitlabTag;

  @Option(
      names = "--azure-devops",
      paramLabel = "TENANT/ORG/CONNECTION",
      description =
          "Azure DevOps service connection, by the ids of tenant, organization and connection")
  private @Nullable String azureDevops;

  @Option(
      names = "--terraform-cloud",
      paramLabel = "ORG/PROJECT/WORKSPACE@PHASE",
      description = "HCP Terraform workspace in the phase plan or apply")
  private @Nullable String terraformCloud;

  @Option(
      names = "--google",
      paramLabel = "ID",
      description = "Google service account, by its unique id")
  private @Nullable String google;

  @Option(
      names = "--aws",
      paramLabel = "ARN",
      description = "AWS role of the account with the issuer --issuer")
  private @Nullable String aws;

  @Option(names = "--buildkite", paramLabel = "UUID", description = "Buildkite pipeline")
  private @Nullable String buildkite;

  TrustSpec spec() {
    return TrustSpec.of(key ->
        switch (key) {
          case "issuer" -> issuer;
          case "subject" -> subject;
          case "claimsMatchingExpression" -> claimsMatchingExpression;
          case "githubBranch" -> githubBranch;
          case "githubTag" -> githubTag;
          case "githubPullRequest" -> githubPullRequest;
          case "githubEnvironment" -> githubEnvironment;
          case "kubernetes" -> kubernetes;
          case "gitlabBranch" -> gitlabBranch;
          case "gitlabTag" -> gitlabTag;
          case "azureDevops" -> azureDevops;
          case "terraformCloud" -> terraformCloud;
          case "google" -> google;
          case "aws" -> aws;
          case "buildkite" -> buildkite;
          default -> throw new IllegalArgumentException("key '" + key + "' has no option");
        });
  }

  /** Returns the subject of a specification and prints its warnings. */
  static FederatedSubject subject(TrustSpec spec, Environment environment) {
    var subject = spec.subject(TrustOptions::option);
    subject.warnings().forEach(each -> ErrorPrinter.warn(each, environment.err()));
    return subject;
  }

  /** Returns the option name of a key of {@link TrustSpec}. */
  static String option(String key) {
    return "--" + OptionName.of(key);
  }
}
