package dev.msi4j.local.internal.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A directory whose files are trusted: keys, secrets, a database, the id of a process. It and its
 * files must belong to the user who runs this process, or to root, and nobody else may be able to
 * write them; otherwise another user could have prepared them.
 */
public final class PrivateDirectory {
  private static final List<PosixFilePermission> WRITABLE_BY_OTHERS =
      List.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /** The files that are trusted, by the beginning of their names. */
  private static final List<String> TRUSTED = List.of("state.", "server.", "ca.");

  private PrivateDirectory() {}

  /**
   * Creates a directory that only this user can look into, or checks an existing one.
   *
   * @throws UncheckedIOException if it cannot be created or read
   * @throws IllegalStateException if another user owns or can write it or one of its files
   */
  public static void open(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path.toAbsolutePath(), onlyForOwner(path, "rwx------"));
      }
      check(path);
    } catch (IOException e) {
      throw new UncheckedIOException("the state folder " + path + " cannot be used", e);
    }
  }

  /**
   * Checks an existing directory and the files in it.
   *
   * @throws IllegalStateException if another user owns or can write it or one of its files
   */
  public static void check(Path path) throws IOException {
    if (!hasOwners(path)) {
      return;
    }
    // The path to the directory may be a link; who can write what the link leads to counts.
    check("the state folder", path.toRealPath());
    try (var files = Files.newDirectoryStream(path, PrivateDirectory::isTrusted)) {
      for (Path file : files) {
        checkFile(file);
      }
    }
  }

  private static void checkFile(Path file) throws IOException {
    try {
      switch (FileKind.of(file)) {
        case MISSING -> {}
        case REGULAR -> check("the file", file);
        default ->
            throw new IllegalStateException(
                "the file " + file + " of the state is not a regular file: delete it");
      }
    } catch (NoSuchFileException e) {
      // Another process deleted it after it was listed: nothing is left to trust.
      return;
    }
  }

  /** Creates an empty file for this user only, or withdraws the right to read from others. */
  public static void createPrivateFile(Path file) {
    try {
      if (FileKind.of(file) == FileKind.MISSING && OutputFile.at(file).create("")) {
        return;
      }
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + file + " cannot be made", e);
    }
  }

  private static boolean isTrusted(Path file) {
    var name = String.valueOf(file.getFileName());
    return TRUSTED.stream().anyMatch(name::startsWith);
  }

  private static void check(String what, Path path) throws IOException {
    var owner = FileOwner.of(path);
    if (!owner.isTrusted()) {
      throw new IllegalStateException(
          what
              + " "
              + path
              + " belongs to another user (uid "
              + owner.owner()
              + ", this process has "
              + owner.user()
              + "), who could have prepared it: name a folder of your own, or change its owner");
    }
    var permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    if (WRITABLE_BY_OTHERS.stream().anyMatch(permissions::contains)) {
      throw new IllegalStateException(
          what
              + " "
              + path
              + " can be written by other users ("
              + PosixFilePermissions.toString(permissions)
              + "), who could have prepared it: name a folder of your own, or run 'chmod go-w' on"
              + " it");
    }
  }

  private static FileAttribute<?>[] onlyForOwner(Path path, String permissions) {
    return hasOwners(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean hasOwners(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }
}
