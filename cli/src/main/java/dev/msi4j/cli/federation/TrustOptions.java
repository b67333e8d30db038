package dev.msi4j.cli.federation;

import dev.msi4j.cli.console.OptionName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a federated identity credential is to trust. */
final class TrustOptions {
  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description =
          "The issuer, as its tokens have it for iss; GitHub's by default for --github-...")
  private @Nullable String issuer;

  @Option(names = "--subject", paramLabel = "S", description = "The subject, to the letter.")
  private @Nullable String subject;

  @Option(
      names = {"--claims-matching-expression", "--claims-matching-expression-value"},
      paramLabel = "E",
      description = "An expression in the place of a subject; needs a preview --api-version.")
  private @Nullable String claimsMatchingExpression;

  @Option(
      names = "--github-branch",
      paramLabel = "OWNER[@ID]/REPO[@ID]@BRANCH",
      description =
          "Runs of GitHub Actions on a branch; with GitHub's ids of owner and repository for its"
              + " immutable subjects.")
  private @Nullable String githubBranch;

  @Option(
      names = "--github-tag",
      paramLabel = "OWNER[@ID]/REPO[@ID]@TAG",
      description = "Runs of GitHub Actions on a tag.")
  private @Nullable String githubTag;

  @Option(
      names = "--github-pull-request",
      paramLabel = "OWNER[@ID]/REPO[@ID]",
      description = "Runs of GitHub Actions for pull requests.")
  private @Nullable String githubPullRequest;

  @Option(
      names = "--github-environment",
      paramLabel = "OWNER[@ID]/REPO[@ID]@ENV",
      description = "Jobs of GitHub Actions in an environment.")
  private @Nullable String githubEnvironment;

  @Option(
      names = "--kubernetes",
      paramLabel = "NAMESPACE/ACCOUNT",
      description = "A service account of the cluster that --issuer names.")
  private @Nullable String kubernetes;

  TrustSpec trusted() {
    return new TrustSpec(
        issuer,
        subject,
        claimsMatchingExpression,
        githubBranch,
        githubTag,
        githubPullRequest,
        githubEnvironment,
        kubernetes);
  }

  /** How the components of what is trusted are called among the options. */
  static String option(String component) {
    return "--" + OptionName.of(component);
  }
}
