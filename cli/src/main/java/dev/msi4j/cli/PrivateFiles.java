package dev.msi4j.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that hold secrets: nobody but their owner may read them, from their first moment. */
final class PrivateFiles {
  private PrivateFiles() {}

  /** Makes a folder and those above it, as far as they are not there. */
  static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder, onlyForOwner(folder.toAbsolutePath(), "rwx------"));
  }

  /** Writes a file so that whoever finds it finds it whole. */
  static void write(Path file, String text) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException(file + " is not the path of a file");
    }
    Path written =
        Files.createTempFile(
            folder, "." + target.getFileName(), ".new", onlyForOwner(folder, "rw-------"));
    try {
      Files.writeString(written, text, StandardCharsets.UTF_8);
      replace(written, target);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** Reads a secret, without the end of its line. */
  static String readSecret(Path file) {
    return TextFile.read("the secret in " + file, file).strip();
  }

  private static void replace(Path written, Path target) throws IOException {
    try {
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static FileAttribute<?>[] onlyForOwner(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
