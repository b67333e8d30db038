package dev.msi4j.local;

import dev.msi4j.local.store.SqlStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/**
 * Where the files of a local Azure are: a folder that stays, or one that goes when it is closed.
 */
final class StateFolder {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path path;
  private final boolean temporary;

  private StateFolder(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /** A folder that stays, made if it is not there; nobody but its owner may look inside. */
  static StateFolder at(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path);
        restrict(path, "rwx------");
      }
      return new StateFolder(path.toAbsolutePath(), false);
    } catch (IOException e) {
      throw new UncheckedIOException("the state folder " + path + " can't be made", e);
    }
  }

  /** A folder that goes when it is closed. */
  static StateFolder temporary() {
    try {
      return new StateFolder(Files.createTempDirectory("msi4j-local-"), true);
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
    makePrivate(SqlStore.updateLock(file));
    makePrivate(file);
    return file;
  }

  private static void makePrivate(Path file) {
    try {
      try {
        Files.createFile(file, onlyForOwner());
      } catch (FileAlreadyExistsException e) {
        // From an earlier start, or from another process that starts at this moment.
        restrict(file, "rw-------");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + file + " can't be made", e);
    }
  }

  /** Removes a temporary folder. */
  void close() {
    if (temporary && Files.exists(path)) {
      try (var files = Files.walk(path)) {
        files.sorted(Comparator.reverseOrder()).forEach(StateFolder::delete);
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

  private static FileAttribute<?>[] onlyForOwner() {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void restrict(Path path, String permissions) throws IOException {
    if (POSIX) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }
}
