package dev.msi4j.cli.federation;

import dev.msi4j.cli.console.CommandException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How patient a command is with an identity that was created just before. */
final class WaitOption {
  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "PT20S",
      description =
          "How long to wait for an identity that Azure does not know everywhere yet;"
              + " ${DEFAULT-VALUE} by default.")
  private Duration time = Duration.ZERO;

  Duration time() {
    if (time.isNegative()) {
      throw new CommandException("--wait '" + time + "' must not be negative");
    }
    return time;
  }
}
