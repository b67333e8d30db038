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
 * Creates and checks the directory of trusted files: keys, secrets, the database, the process id.
 * The directory and its files must belong to the current user or to root, and must not be writable
 * by other users, who could otherwise have planted them.
 */
public final class PrivateDirectory {
  private static final List<PosixFilePermission> WRITABLE_BY_OTHERS =
      List.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /** Name prefixes of the trusted files. */
  private static final List<String> TRUSTED_PREFIXES = List.of("state.", "server.", "ca.");

  private PrivateDirectory() {}

  /**
   * Creates a directory that only the current user can read, or checks an existing one.
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
    // The path may be a link: the permissions of its target count.
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
      // Another process deleted the file after the directory was listed.
      return;
    }
  }

  /** Creates an empty file that only the current user can read, or restricts an existing one. */
  public static void createPrivateFile(Path file) {
    try {
      if (FileKind.of(file) == FileKind.MISSING && OutputFile.at(file).create("")) {
        return;
      }
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + file + " cannot be created", e);
    }
  }

  private static boolean isTrusted(Path file) {
    var name = String.valueOf(file.getFileName());
    return TRUSTED_PREFIXES.stream().anyMatch(name::startsWith);
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
