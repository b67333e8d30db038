package dev.msi4j.local.internal.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files up to a size, so that an endless device cannot exhaust the heap. */
public final class InputFile {
  private InputFile() {}

  /**
   * Reads a text from a file, a device or a pipe, without a byte order mark.
   *
   * @param maxBytes the maximum size
   * @throws java.nio.charset.CharacterCodingException if the bytes are not valid in their encoding
   * @throws IOException if the file cannot be read or is larger
   */
  public static String readText(Path path, int maxBytes) throws IOException {
    return TextDecoder.decode(readBytes(path, maxBytes));
  }

  /**
   * Reads a file, a device or a pipe.
   *
   * @param maxBytes the maximum size
   * @throws IOException if the file cannot be read or is larger
   */
  public static byte[] readBytes(Path path, int maxBytes) throws IOException {
    switch (FileKind.followed(path)) {
      case MISSING -> throw new NoSuchFileException(path.toString());
      case DIRECTORY -> throw FileKind.rejected(path, "it is a directory: name a file");
      case REGULAR -> {
        // Rejects a large file before any of it is read; a file of the system has the size 0.
        if (Files.size(path) > maxBytes) {
          throw tooLarge(path, maxBytes);
        }
      }
      default -> {}
    }
    try (var in = Files.newInputStream(path)) {
      var bytes = in.readNBytes(maxBytes);
      if (in.read() >= 0) {
        throw tooLarge(path, maxBytes);
      }
      return bytes;
    }
  }

  private static FileSystemException tooLarge(Path path, int maxBytes) {
    return FileKind.rejected(path, "it has more than " + maxBytes + " bytes");
  }
}
