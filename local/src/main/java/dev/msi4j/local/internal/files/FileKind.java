package dev.msi4j.local.internal.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Kinds of files. */
enum FileKind {
  MISSING,
  REGULAR,
  DIRECTORY,
  LINK,
  /** A character device or a pipe: written to, but never replaced. */
  STREAM,
  /** A block device or a socket. */
  UNSUPPORTED;

  private static final int TYPE_MASK = 0170000;
  private static final int FIFO = 0010000;
  private static final int CHARACTER_DEVICE = 0020000;

  /** Returns the kind of the file at a path; a symbolic link is {@link #LINK}. */
  static FileKind of(Path path) throws IOException {
    return read(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Returns the kind of the file at a path, following links; a broken link is {@link #MISSING}. */
  static FileKind followed(Path path) throws IOException {
    return read(path);
  }

  private static FileKind read(Path path, LinkOption... options) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class, options);
    } catch (NoSuchFileException e) {
      return MISSING;
    }
    if (attributes.isSymbolicLink()) {
      return LINK;
    }
    if (attributes.isDirectory()) {
      return DIRECTORY;
    }
    return attributes.isRegularFile() ? REGULAR : special(path, options);
  }

  private static FileKind special(Path path, LinkOption... options) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return UNSUPPORTED;
    }
    int type = (int) Files.getAttribute(path, "unix:mode", options) & TYPE_MASK;
    return type == FIFO || type == CHARACTER_DEVICE ? STREAM : UNSUPPORTED;
  }

  /** Returns an exception for a file that cannot be used. */
  static FileSystemException rejected(Path path, String reason) {
    return new FileSystemException(path.toString(), null, reason);
  }
}
