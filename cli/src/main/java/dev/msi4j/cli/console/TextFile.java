package dev.msi4j.cli.console;

import dev.msi4j.local.internal.files.InputFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/** Reads text files and standard input up to a size limit. */
public final class TextFile {
  private TextFile() {}

  /**
   * Returns the text of a document, without a byte order mark.
   *
   * @param name the name of the file in errors, such as {@code --file 'estate.yaml'}
   * @throws CommandException if the file cannot be read, is too large, or is not text
   */
  public static String read(String name, Path file) {
    return read(name, file, SizeLimit.DOCUMENT);
  }

  /**
   * Returns the text of a file, without a byte order mark.
   *
   * @param name the name of the file in errors, such as {@code --token-file 'token'}
   * @throws CommandException if the file cannot be read, exceeds the limit, or is not text
   */
  public static String read(String name, Path file, SizeLimit limit) {
    try {
      return InputFile.readText(file, limit.bytes());
    } catch (CharacterCodingException e) {
      throw new CommandException(name + ", " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandException(name + " cannot be read: " + ErrorPrinter.reason(e), e);
    }
  }

  /**
   * Returns the text of a stream, without a byte order mark.
   *
   * @param name the name of the stream in errors, such as {@code standard input}
   * @throws CommandException if the stream cannot be read or is too large
   */
  public static String read(String name, Reader in) {
    int limit = SizeLimit.DOCUMENT.bytes();
    var text = new StringBuilder();
    var buffer = new char[8192];
    try {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        text.append(buffer, 0, count);
        if (text.length() > limit) {
          throw new CommandException(
              name + " has more than " + limit + " characters: use a smaller document");
        }
      }
    } catch (IOException e) {
      throw new CommandException(name + " cannot be read: " + ErrorPrinter.reason(e), e);
    }
    boolean hasMark = !text.isEmpty() && text.charAt(0) == '\uFEFF';
    return text.substring(hasMark ? 1 : 0);
  }
}
