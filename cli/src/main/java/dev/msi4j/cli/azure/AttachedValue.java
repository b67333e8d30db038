package dev.msi4j.cli.azure;

import java.nio.file.Path;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Lets an option have a path only if it is attached, as in {@code --local=DIR}: the argument after
 * {@code --local} is another one.
 */
final class AttachedValue implements IParameterPreprocessor {
  /** The value of the option without a path; no path that is given is blank. */
  static final Path NONE = Path.of("");

  @Override
  @SuppressWarnings("JdkObsolete") // picocli's signature
  public boolean preprocess(
      Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    if (command.parser().separator().equals(info.get("separator"))) {
      return false;
    }
    option.setValue(NONE);
    return true;
  }
}
