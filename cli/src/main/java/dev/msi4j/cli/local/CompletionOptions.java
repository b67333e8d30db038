package dev.msi4j.cli.local;

import dev.msi4j.local.LocalAzureBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that set when long-running operations complete; immediately without any of them. */
final class CompletionOptions {
  @Option(
      names = "--operation-delay",
      paramLabel = "TIME",
      description = "Duration of long-running operations, such as 2m (default: 0s)")
  private @Nullable Duration delay;

  @Option(
      names = "--operation-polls",
      paramLabel = "N",
      description = "Polls until a long-running operation completes (default: 0)")
  private @Nullable Integer polls;

  void applyTo(LocalAzureBuilder builder) {
    if (delay != null) {
      builder.longRunningOperationDelay(delay);
    }
    if (polls != null) {
      builder.longRunningOperationPolls(polls);
    }
  }
}
