package dev.msi4j.local.internal.state;

import dev.msi4j.local.internal.files.PrivateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Directory of the state files: permanent, or temporary and deleted on close. */
final class StateDirectory {
  private final Path path;
  private final boolean temporary;

  private StateDirectory(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /**
   * Opens a permanent directory. Creates a missing directory, readable by its owner only.
   *
   * @throws IllegalStateException if another user owns or can write the directory or one of its
   *     files
   */
  static StateDirectory at(Path path) {
    PrivateDirectory.open(path);
    return new StateDirectory(path.toAbsolutePath(), false);
  }

  /** Creates a temporary directory. */
  static StateDirectory temporary() {
    try {
      return new StateDirectory(Files.createTempDirectory("msi4j-local-"), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return path;
  }

  /**
   * Returns the database file. Creates a missing file, readable by its owner only because the
   * database holds keys and secrets.
   */
  Path database() {
    var file = path.resolve("state.db");
    PrivateDirectory.createPrivateFile(file);
    return file;
  }

  /** Deletes a temporary directory with its files; leaves a permanent one. */
  void close() {
    if (temporary && Files.exists(path)) {
      try (var files = Files.walk(path)) {
        files.sorted(Comparator.reverseOrder()).forEach(StateDirectory::delete);
      } catch (IOException e) {
        throw new UncheckedIOException("the temporary folder " + path + " cannot be deleted", e);
      }
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
