package dev.msi4j.cli.state;

import dev.msi4j.cli.console.Environment;
import java.nio.file.Path;
import java.util.Locale;

/** The standard state directory of a user, by the conventions of the operating system. */
final class StateDirectories {
  private StateDirectories() {}

  static Path standard(Environment environment) {
    return parent(environment).resolve("msi4j").resolve("local");
  }

  private static Path parent(Environment environment) {
    Path home = environment.home();
    String system = environment.system().toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      return named(environment, "LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
    }
    return named(
        environment,
        "XDG_STATE_HOME",
        system.startsWith("mac")
            ? home.resolve("Library").resolve("Application Support")
            : home.resolve(".local").resolve("state"));
  }

  private static Path named(Environment environment, String variable, Path otherwise) {
    String folder = environment.variable(variable);
    return folder == null ? otherwise : Path.of(folder);
  }
}
