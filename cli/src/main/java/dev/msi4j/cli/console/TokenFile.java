package dev.msi4j.cli.console;

import java.nio.file.Path;

/** Reads tokens from files or from standard input. */
public final class TokenFile {
  private static final Path STANDARD_INPUT = Path.of("-");

  private TokenFile() {}

  /**
   * Returns a token without surrounding white space.
   *
   * @param file the value of the option {@code --token-file}; {@code -} is standard input
   */
  public static String read(Path file, Environment environment) {
    return file.equals(STANDARD_INPUT)
        ? TextFile.read("standard input", environment.in()).replaceAll("\\R", "").strip()
        : SecretFile.read("--token-file '" + file + "'", file);
  }
}
