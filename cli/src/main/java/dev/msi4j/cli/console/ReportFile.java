package dev.msi4j.cli.console;

import dev.msi4j.local.internal.files.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Writes reports and exports to files that only their owner can read. */
public final class ReportFile {
  private ReportFile() {}

  /**
   * Checks that a file can be written, before its text is created.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void check(Path file) {
    try {
      OutputFile.at(file).check();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /**
   * Writes a text.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Path file, String text) {
    try {
      OutputFile.at(file).write(text, OutputFile.Access.OWNER);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static UncheckedIOException unwritable(Path file, IOException cause) {
    return new UncheckedIOException("the file " + file + " cannot be written", cause);
  }
}
