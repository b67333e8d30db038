package dev.msi4j.cli.console;

import java.nio.file.Path;
import java.util.Locale;

/** The directories of a user, by the conventions of the operating system. */
public final class UserDirectories {
  private static final String NAME = "msi4j";

  private UserDirectories() {}

  /** Returns the directory of state: {@code XDG_STATE_HOME} or {@code ~/.local/state}. */
  public static Path state(Environment environment) {
    return of(environment, "XDG_STATE_HOME", Path.of(".local", "state"), "LOCALAPPDATA", "Local");
  }

  /** Returns the directory of configuration: {@code XDG_CONFIG_HOME} or {@code ~/.config}. */
  public static Path configuration(Environment environment) {
    return of(environment, "XDG_CONFIG_HOME", Path.of(".config"), "APPDATA", "Roaming");
  }

  /**
   * Returns the directory of files that can be deleted: {@code XDG_CACHE_HOME} or {@code ~/.cache}.
   */
  public static Path cache(Environment environment) {
    return of(environment, "XDG_CACHE_HOME", Path.of(".cache"), "LOCALAPPDATA", "Local");
  }

  private static Path of(
      Environment environment, String variable, Path inHome, String onWindows, String inAppData) {
    Path home = environment.home();
    String system = environment.system().toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      return named(environment, onWindows, home.resolve("AppData").resolve(inAppData))
          .resolve(NAME);
    }
    var otherwise =
        system.startsWith("mac")
            ? home.resolve("Library").resolve("Application Support")
            : home.resolve(inHome);
    return named(environment, variable, otherwise).resolve(NAME);
  }

  private static Path named(Environment environment, String variable, Path otherwise) {
    String folder = environment.variable(variable);
    return folder == null ? otherwise : Path.of(folder);
  }
}
