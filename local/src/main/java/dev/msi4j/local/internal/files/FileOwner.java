package dev.msi4j.local.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The owner of a file beside the user of this process, by their numbers.
 *
 * @param owner of the file
 * @param user of this process
 */
record FileOwner(int owner, int user) {
  private static final String UID = "unix:uid";

  /** Returns the owner of a file, or of a link itself. */
  static FileOwner of(Path path) throws IOException {
    return new FileOwner(
        (int) Files.getAttribute(path, UID, LinkOption.NOFOLLOW_LINKS), currentUser());
  }

  /** Returns whether the file belongs to the user of this process or to root. */
  boolean isTrusted() {
    return owner == user || owner == 0;
  }

  /** The user is the owner of a file made now. */
  private static int currentUser() throws IOException {
    Path file = Files.createTempFile("msi4j-", ".user");
    try {
      return (int) Files.getAttribute(file, UID);
    } finally {
      Files.delete(file);
    }
  }
}
