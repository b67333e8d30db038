package dev.msi4j.cli.local.issuer;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.local.GitHubWorkflow;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that describe a GitHub workflow run. */
final class GitHubOptions {
  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description = "With --github: pushed branch (default: main)")
  private @Nullable String branch;

  @Option(names = "--tag", paramLabel = "NAME", description = "With --github: pushed tag")
  private @Nullable String tag;

  @Option(
      names = "--pull-request",
      paramLabel = "N",
      description = "With --github: number of a pull request")
  private @Nullable Integer pullRequest;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "With --github: environment of the job")
  private @Nullable String environment;

  @Option(
      names = "--job-workflow-ref",
      paramLabel = "REF",
      description = "With --github: reusable workflow of the job")
  private @Nullable String jobWorkflowRef;

  GitHubWorkflow workflow(String repository) {
    if (Stream.of(branch, tag, pullRequest).filter(Objects::nonNull).count() > 1) {
      throw new CommandException("only one of --branch, --tag and --pull-request can be given");
    }
    var workflow = GitHubWorkflow.of(repository);
    if (branch != null) {
      workflow = workflow.branch(branch);
    }
    if (tag != null) {
      workflow = workflow.tag(tag);
    }
    if (pullRequest != null) {
      workflow = workflow.pullRequest(pullRequest);
    }
    if (environment != null) {
      workflow = workflow.environment(environment);
    }
    return jobWorkflowRef == null ? workflow : workflow.jobWorkflowRef(jobWorkflowRef);
  }

  /** Rejects options that would have no effect. */
  void rejectWithout(String option) {
    var given =
        Stream.of(branch, tag, pullRequest, environment, jobWorkflowRef).anyMatch(Objects::nonNull);
    if (given) {
      throw new CommandException(
          "--branch, --tag, --pull-request, --environment and --job-workflow-ref require "
              + option);
    }
  }
}
