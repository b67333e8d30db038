package dev.msi4j.cli.state;

import dev.msi4j.cli.console.Environment;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options that select the state directory of a local Azure: a path or a name. */
public final class StateOption {
  @ArgGroup private @Nullable Location location;

  /** A state directory: one of these. */
  private static final class Location {
    @Option(
        names = "--state",
        paramLabel = "DIR",
        description = "State directory (default: the standard directory of the user)")
    private @Nullable Path directory;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "Name of a local Azure beside the standard one")
    private @Nullable String name;
  }

  /** Returns the selected directory; the standard directory by default. */
  public ServerDirectory directory(Environment environment) {
    if (location == null) {
      return ServerDirectory.standard(environment);
    }
    return location.name == null
        ? ServerDirectory.at(Objects.requireNonNull(location.directory))
        : ServerDirectory.named(environment, location.name);
  }

  /** Returns whether a directory was selected. */
  public boolean isGiven() {
    return location != null;
  }
}
