package dev.msi4j.local.internal.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes and deletes files at user-supplied paths; no other class does.
 *
 * <ul>
 *   <li>A missing or regular file is replaced atomically: a reader sees the old or the new content.
 *   <li>A character device or a pipe is written to and not replaced, {@code /dev/stdout} included.
 *   <li>A symbolic link is rejected, since its creator could choose which file is overwritten. Only
 *       system links to streams and open files are followed: those in {@code /dev} and {@code
 *       /proc/self/fd}.
 *   <li>A directory, a block device and a socket are rejected.
 * </ul>
 */
public final class OutputFile {
  private static final Path DEVICES = Path.of("/dev");
  private static final Path OPEN = Path.of("/proc/self/fd");

  private final Path path;

  private OutputFile(Path path) {
    this.path = path;
  }

  /** Returns the file at a path, which need not exist. */
  public static OutputFile at(Path path) {
    return new OutputFile(path.toAbsolutePath());
  }

  /** Permissions of a written file. */
  public enum Access {
    /** Only the owner may read and write. */
    OWNER("rw-------"),
    /** All users may read, only the owner may write. */
    PUBLIC("rw-r--r--");

    private final String permissions;

    Access(String permissions) {
      this.permissions = permissions;
    }
  }

  /**
   * Checks that the file can be written, without changing it.
   *
   * @throws IOException if the path is a directory, a link or another file that is not writable
   */
  public void check() throws IOException {
    var unused = isWrittenThrough();
  }

  /**
   * Replaces the content of the file, or writes to the device or pipe.
   *
   * @throws IOException if the path is a directory, a link or another file that is not writable, or
   *     if the writing fails
   */
  public void write(String text, Access access) throws IOException {
    if (isWrittenThrough()) {
      Files.writeString(path, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
      return;
    }
    Path written = temporary(text, access);
    try {
      replace(written);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /**
   * Creates the file atomically with its content, readable by its owner only.
   *
   * @return false if the path exists, also if another process created it at the same time
   */
  public boolean create(String text) throws IOException {
    Path written = temporary(text, Access.OWNER);
    try {
      // Unlike a move, a link is atomic and fails if the name is taken.
      Files.createLink(path, written);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException e) {
      Files.move(written, path);
      return true;
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** Deletes a regular file; has no effect on any other kind of file. */
  public void delete() throws IOException {
    if (FileKind.of(path) == FileKind.REGULAR) {
      Files.deleteIfExists(path);
    }
  }

  private boolean isWrittenThrough() throws IOException {
    return switch (FileKind.of(path)) {
      case MISSING, REGULAR -> false;
      case STREAM -> isOwnStream();
      case LINK -> isSystemLink();
      case DIRECTORY -> throw FileKind.rejected(path, "it is a directory: name a file");
      case UNSUPPORTED ->
          throw FileKind.rejected(path, "it is a block device or a socket: name a file");
    };
  }

  /**
   * Returns true for a stream that this user or root owns.
   *
   * @throws FileSystemException if another user owns the stream
   */
  private boolean isOwnStream() throws IOException {
    if (!FileOwner.of(path).isTrusted()) {
      throw FileKind.rejected(path, "it is a pipe or a device of another user");
    }
    return true;
  }

  /**
   * Returns true for a system link to a stream or an open file, such as {@code /dev/stdout}.
   *
   * @throws FileSystemException for any other link
   */
  private boolean isSystemLink() throws IOException {
    Path named = path.getParent();
    Path parent = named == null ? path : named.toRealPath();
    if (parent.equals(DEVICES) || (Files.exists(OPEN) && parent.equals(OPEN.toRealPath()))) {
      var kind = FileKind.followed(path);
      if (kind == FileKind.STREAM || kind == FileKind.REGULAR) {
        return true;
      }
    }
    throw FileKind.rejected(
        path, "it is a symbolic link, which is not followed: name the file itself");
  }

  private Path temporary(String text, Access access) throws IOException {
    Path folder = path.getParent();
    Path name = path.getFileName();
    if (folder == null || name == null) {
      throw FileKind.rejected(path, "it is not the path of a file");
    }
    Path written = Files.createTempFile(folder, "." + name, ".new", permissions(Access.OWNER));
    try {
      Files.writeString(written, text, StandardCharsets.UTF_8);
      if (access != Access.OWNER && hasPermissions()) {
        Files.setPosixFilePermissions(written, PosixFilePermissions.fromString(access.permissions));
      }
      return written;
    } catch (IOException e) {
      Files.deleteIfExists(written);
      throw e;
    }
  }

  private void replace(Path written) throws IOException {
    try {
      Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written, path, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private FileAttribute<?>[] permissions(Access access) {
    return hasPermissions()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(access.permissions))
        }
        : new FileAttribute<?>[0];
  }

  private boolean hasPermissions() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
