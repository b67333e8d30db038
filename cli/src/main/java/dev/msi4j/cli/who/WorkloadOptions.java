package dev.msi4j.cli.who;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.estate.Glob;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that describe an external workload. */
final class WorkloadOptions {
  @Option(
      names = "--github",
      paramLabel = "OWNER/REPO[@REF]",
      description =
          "GitHub repository: all its workflows, or those of a branch or of a ref such as"
              + " refs/tags/v1; OWNER/REPO:environment:NAME and OWNER/REPO:pull_request for others;"
              + " OWNER@ID/REPO@ID for GitHub's ids of both")
  private @Nullable String github;

  @Option(
      names = "--kubernetes",
      paramLabel = "NAMESPACE/ACCOUNT",
      description = "Kubernetes service account, of any cluster without --issuer")
  private @Nullable String kubernetes;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description =
          "iss claim of the tokens (default: that of github.com for --github, otherwise any)")
  private @Nullable String issuer;

  @Option(
      names = "--subject",
      paramLabel = "S",
      description = "sub claim of the tokens (default: any of the issuer)")
  private @Nullable String subject;

  /** Returns the workload that the options describe. */
  Workload workload() {
    if (count(github) + count(kubernetes) + count(subject) > 1) {
      throw new CommandException(
          "--github, --kubernetes and --subject describe different workloads: give one");
    }
    if (github != null) {
      return GitHubWorkload.parse(github, issuer);
    }
    if (kubernetes != null) {
      return new Workload(issuer, List.of(serviceAccount(kubernetes)), Map.of());
    }
    if (issuer == null && subject == null) {
      throw new CommandException("no workload: give --github, --kubernetes, --issuer or --subject");
    }
    return new Workload(
        issuer, List.of(subject == null ? Glob.EMPTY.thenAnyText() : Glob.text(subject)), Map.of());
  }

  private static int count(@Nullable String option) {
    return option == null ? 0 : 1;
  }

  private static Glob serviceAccount(String text) {
    var parts = text.split("/", -1);
    if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
      throw new CommandException(
          "--kubernetes '" + text + "' must be NAMESPACE/ACCOUNT of a service account");
    }
    return Glob.text("system:serviceaccount:" + parts[0] + ":" + parts[1]);
  }
}
