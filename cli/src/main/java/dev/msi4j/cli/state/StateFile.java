package dev.msi4j.cli.state;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.SizeLimit;
import dev.msi4j.cli.console.TextFile;
import java.nio.file.Path;

/** Reads files of exported state. */
public final class StateFile {
  private StateFile() {}

  /** Returns the text of a file. */
  public static String read(Path file) {
    return TextFile.read("the file " + file, file, SizeLimit.DATA);
  }

  /** Runs an action and adds the name of the file to an error about its content. */
  public static void named(Path file, Runnable action) {
    try {
      action.run();
    } catch (IllegalArgumentException e) {
      throw new CommandException("the file " + file + ": " + e.getMessage(), e);
    }
  }
}
