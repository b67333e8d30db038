package dev.msi4j.local.internal.state;

import dev.msi4j.local.internal.files.PrivateDirectory;
import dev.msi4j.local.internal.store.SqlStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where the files of a local Azure are: a folder that stays, or one that goes when it is closed.
 */
final class StateDirectory {
  private final Path path;
  private final boolean temporary;

  private StateDirectory(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /**
   * A folder that stays, made if it is not there; nobody but its owner may look inside.
   *
   * @throws IllegalStateException if another user owns or can write it or a file in it
   */
  static StateDirectory at(Path path) {
    PrivateDirectory.open(path);
    return new StateDirectory(path.toAbsolutePath(), false);
  }

  /** A folder that goes when it is closed. */
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

  /** The database: it holds keys and secrets, so it is its owner's only, from its first moment. */
  Path database() {
    var file = path.resolve("state.db");
    PrivateDirectory.createPrivateFile(SqlStore.updateLock(file));
    PrivateDirectory.createPrivateFile(file);
    return file;
  }

  /** Removes a temporary folder. */
  void close() {
    if (temporary && Files.exists(path)) {
      try (var files = Files.walk(path)) {
        files.sorted(Comparator.reverseOrder()).forEach(StateDirectory::delete);
      } catch (IOException e) {
        throw new UncheckedIOException("the folder " + path + " can't be removed", e);
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
