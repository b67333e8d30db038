package dev.msi4j.cli.azure;

import dev.msi4j.cli.console.CommandException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Option for the longest wait until a new identity is replicated. */
public final class WaitOption {
  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "PT20S",
      description = "Longest wait until a new identity is replicated (default: ${DEFAULT-VALUE})")
  private Duration time = Duration.ZERO;

  /** Returns the longest wait; zero for no wait. */
  public Duration time() {
    if (time.isNegative()) {
      throw new CommandException("--wait '" + time + "' must not be negative");
    }
    return time;
  }
}
