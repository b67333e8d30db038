package dev.msi4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Creates command lines that run a class of the tests in another process. */
public final class JavaCommand {
  /** A short program needs the first compiler only, and no threads that collect garbage. */
  private static final List<String> OPTIONS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private JavaCommand() {}

  /** Returns the command line of a program, to which arguments can be added. */
  public static List<String> of(Class<?> program) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    return command;
  }
}
