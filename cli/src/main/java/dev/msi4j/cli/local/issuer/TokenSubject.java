package dev.msi4j.cli.local.issuer;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.local.KubernetesServiceAccount;
import dev.msi4j.local.TokenClaims;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a token is about: one of these. */
final class TokenSubject {
  @Option(names = "--subject", paramLabel = "S", description = "The subject as it is.")
  private @Nullable String subject;

  @Option(
      names = "--kubernetes",
      paramLabel = "NAMESPACE/ACCOUNT",
      description = "A service account of a cluster.")
  private @Nullable String account;

  @Option(
      names = "--github",
      paramLabel = "OWNER[@ID]/REPO[@ID]",
      description =
          "A workflow run of a repository; with GitHub's ids for the immutable form of subjects.")
  private @Nullable String repository;

  /** The claims of a token about it. */
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
