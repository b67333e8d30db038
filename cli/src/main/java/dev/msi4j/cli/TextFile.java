package dev.msi4j.cli;

import dev.msi4j.local.files.TextDecoder;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads text files that the command line names. */
final class TextFile {
  /** More than any state has; a device without end must not fill the heap. */
  private static final int MOST_BYTES = 256 << 20;

  private TextFile() {}

  /**
   * Returns the text of a file, without a byte order mark.
   *
   * @param name what an error calls the file, such as {@code --token-file 'token'}
   * @throws CommandFailure if the file cannot be read, or is no text
   */
  static String read(String name, Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new CommandFailure(name + " cannot be read: it is a folder, not a file");
      }
      return TextDecoder.decode(bytes(name, file));
    } catch (CharacterCodingException e) {
      throw new CommandFailure(name + ", " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(name + " cannot be read: there is no such file", e);
    } catch (AccessDeniedException e) {
      throw new CommandFailure(name + " cannot be read: permission denied", e);
    } catch (IOException e) {
      throw new CommandFailure(name + " cannot be read: " + reason(e), e);
    }
  }

  private static byte[] bytes(String name, Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MOST_BYTES + 1);
      if (content.length > MOST_BYTES) {
        throw new CommandFailure(
            name + " cannot be read: it has more than " + MOST_BYTES + " bytes");
      }
      return content;
    }
  }

  /** Returns a text that was decoded already, without a byte order mark. */
  static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String reason(IOException failure) {
    String reason =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    return reason == null ? "the device failed" : reason;
  }
}
