package dev.msi4j.cli.state;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.UserDirectories;
import java.nio.file.Path;

/** The standard state directory of a user, by the conventions of the operating system. */
final class StateDirectories {
  private StateDirectories() {}

  static Path standard(Environment environment) {
    return UserDirectories.state(environment).resolve("local");
  }
}
