package dev.msi4j.local.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Owner of a file, compared with the user of this process.
 *
 * @param owner the user id of the file's owner
 * @param user the user id of this process
 */
record FileOwner(int owner, int user) {
  private static final String UID = "unix:uid";

  /** Returns the owner of a file; for a symbolic link, the owner of the link. */
  static FileOwner of(Path path) throws IOException {
    return new FileOwner(
        (int) Files.getAttribute(path, UID, LinkOption.NOFOLLOW_LINKS), currentUser());
  }

  /** Returns whether the file belongs to the user of this process or to root. */
  boolean isTrusted() {
    return owner == user || owner == 0;
  }

  /** Returns the user id of this process: the owner of a new temporary file. */
  private static int currentUser() throws IOException {
    Path file = Files.createTempFile("msi4j-", ".user");
    try {
      return (int) Files.getAttribute(file, UID);
    } finally {
      Files.delete(file);
    }
  }
}
