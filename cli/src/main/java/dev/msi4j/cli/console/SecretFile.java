package dev.msi4j.cli.console;

import java.nio.file.Path;

/** Reads files that hold a secret or a token. */
public final class SecretFile {
  private SecretFile() {}

  /**
   * Returns a secret without surrounding white space.
   *
   * @param name the name of the file in errors
   */
  public static String read(String name, Path file) {
    return TextFile.read(name, file, SizeLimit.SECRET).strip();
  }
}
