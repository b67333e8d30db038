package dev.msi4j.cli.console;

import dev.msi4j.local.internal.files.InputFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/** Reads text files that the command line names. */
public final class TextFile {
  /** More than any state has. */
  private static final int MOST_BYTES = 256 << 20;

  private TextFile() {}

  /**
   * Returns the text of a file, without a byte order mark.
   *
   * @param name what an error calls the file, such as {@code --token-file 'token'}
   * @throws CommandException if the file cannot be read, or is no text
   */
  public static String read(String name, Path file) {
    // A text takes several times its size while it is read.
    return read(name, file, (int) Math.min(Runtime.getRuntime().maxMemory() / 8, MOST_BYTES));
  }

  /**
   * Returns the text of a file, without a byte order mark.
   *
   * @param name what an error calls the file, such as {@code --token-file 'token'}
   * @param mostBytes the largest size that is read
   * @throws CommandException if the file cannot be read, is larger, or is no text
   */
  public static String read(String name, Path file, int mostBytes) {
    try {
      return InputFile.readText(file, mostBytes);
    } catch (CharacterCodingException e) {
      throw new CommandException(name + ", " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandException(name + " cannot be read: " + ErrorPrinter.reason(e), e);
    }
  }

  /** Returns a text that was decoded already, without a byte order mark. */
  public static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
