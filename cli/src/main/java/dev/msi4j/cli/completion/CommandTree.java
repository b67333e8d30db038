package dev.msi4j.cli.completion;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands that completion scripts offer, by their names after {@code msi}. */
final class CommandTree {
  private CommandTree() {}

  /** Returns all commands, parents first; the name of the root is empty. */
  static Map<String, CommandSpec> of(CommandLine root) {
    var commands = new LinkedHashMap<String, CommandSpec>();
    add(root, "", commands);
    return commands;
  }

  private static void add(CommandLine command, String name, Map<String, CommandSpec> commands) {
    commands.put(name, command.getCommandSpec());
    subcommands(command.getCommandSpec())
        .forEach((each, child) -> add(child, (name + " " + each).strip(), commands));
  }

  /** Returns the subcommands that help shows, by their names. */
  static Map<String, CommandLine> subcommands(CommandSpec command) {
    var shown = new LinkedHashMap<>(command.subcommands());
    shown.values().removeIf(child -> child.getCommandSpec().usageMessage().hidden());
    return shown;
  }

  /** Returns the first line of the description of a command. */
  static String summary(CommandSpec command) {
    var description = command.usageMessage().description();
    return description.length == 0 ? "" : String.format(Locale.ROOT, description[0]);
  }

  /** Returns the first line of the description of an option. */
  static String summary(OptionSpec option) {
    var description = option.description();
    return description.length == 0
        ? ""
        : description[0].replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()));
  }
}
