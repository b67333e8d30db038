package dev.msi4j.cli.completion;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the completion script of fish. */
final class FishCompletion {
  private static final String HEADER =
      """
      # Completion of msi for fish.
      function __msi_command
          set -l words (commandline -opc)
          set -l found
          for word in $words[2..-1]
              string match -q -- '-*' $word; and break
              set -a found $word
          end
          test "$found" = "$argv"
      end
      complete -c msi -f
      """;

  private FishCompletion() {}

  /** Returns one {@code complete} line for each subcommand and option of each command. */
  static String script(CommandLine msi) {
    return HEADER
        + CommandTree.of(msi).entrySet().stream()
            .map(FishCompletion::lines)
            .collect(Collectors.joining());
  }

  private static String lines(Map.Entry<String, CommandSpec> entry) {
    var condition = "complete -c msi -n " + quoted("__msi_command " + entry.getKey()) + " ";
    var lines = new StringBuilder();
    CommandTree.subcommands(entry.getValue())
        .forEach((name, child) ->
            lines
                .append(condition)
                .append("-a ")
                .append(name)
                .append(description(CommandTree.summary(child.getCommandSpec()))));
    entry.getValue().options().stream()
        .filter(option -> !option.hidden())
        .forEach(option -> lines.append(condition).append(option(option)));
    return lines.toString();
  }

  private static String option(OptionSpec option) {
    var names =
        Stream.of(option.names())
            .map(name ->
                name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
            .collect(Collectors.joining(" "));
    var value = option.arity().min() > 0 ? " -r -F" : "";
    return names + value + description(CommandTree.summary(option));
  }

  private static String description(String text) {
    return " -d " + quoted(text) + "\n";
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
