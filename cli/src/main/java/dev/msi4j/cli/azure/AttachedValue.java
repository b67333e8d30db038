package dev.msi4j.cli.azure;

import java.nio.file.Path;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Accepts the value of an option only if attached, as in {@code --local=DIR}: the argument after
 * {@code --local} is not the value.
 */
public final class AttachedValue implements IParameterPreprocessor {
  /** The value of the option without a path; never equal to a path from the command line. */
  public static final Path NONE = Path.of("");

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
