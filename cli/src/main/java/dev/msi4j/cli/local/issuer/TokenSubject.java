package dev.msi4j.cli.local.issuer;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.local.KubernetesServiceAccount;
import dev.msi4j.local.TokenClaims;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the subject of a token; exactly one is required. */
final class TokenSubject {
  @Option(names = "--subject", paramLabel = "S", description = "Subject, verbatim")
  private @Nullable String subject;

  @Option(
      names = "--kubernetes",
      paramLabel = "NAMESPACE/ACCOUNT",
      description = "Service account of a Kubernetes cluster")
  private @Nullable String account;

  @Option(
      names = "--github",
      paramLabel = "OWNER[@ID]/REPO[@ID]",
      description = "Workflow run of a GitHub repository; with GitHub's ids for immutable subjects")
  private @Nullable String repository;

  /** Returns the claims of a token for the subject. */
  TokenClaims claims(GitHubOptions gitHub) {
    if (repository != null) {
      return gitHub.workflow(repository).claims();
    }
    gitHub.rejectWithout("--github");
    if (account != null) {
      return account(account).claims();
    }
    return TokenClaims.of(Objects.requireNonNull(subject));
  }

  private static KubernetesServiceAccount account(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new CommandException("--kubernetes is '" + text + "': it must be NAMESPACE/ACCOUNT");
    }
    return new KubernetesServiceAccount(text.substring(0, slash), text.substring(slash + 1));
  }
}
