package dev.msi4j.cli.console;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * A command and its subcommands, in the order of the help. Each command takes time to load, so a
 * command line is created with the commands that its arguments need.
 */
public final class CommandGroup {
  private static final Set<String> HELP = Set.of("-h", "--help");

  private final Supplier<?> command;
  private final Map<String, Supplier<CommandGroup>> subcommands = new LinkedHashMap<>();

  private final Map<String, String> aliases = new HashMap<>();

  private CommandGroup(Supplier<?> command) {
    this.command = command;
  }

  /**
   * Returns a command without subcommands.
   *
   * @param command creates the annotated object of the command
   */
  public static CommandGroup of(Supplier<?> command) {
    return new CommandGroup(command);
  }

  /**
   * Adds a subcommand and returns this group.
   *
   * @param name the name in the annotation of the command
   * @param subcommand creates the annotated object of the command
   */
  public CommandGroup add(String name, Supplier<?> subcommand) {
    return addGroup(name, () -> of(subcommand));
  }

  /** Adds a subcommand that may have subcommands, and returns this group. */
  public CommandGroup addGroup(String name, Supplier<CommandGroup> group) {
    subcommands.put(name, group);
    return this;
  }

  /** Adds the alias in the annotation of a subcommand, and returns this group. */
  public CommandGroup addAlias(String alias, String name) {
    aliases.put(alias, name);
    return this;
  }

  /** Returns the command with all subcommands. */
  public CommandLine all() {
    var line = alone();
    subcommands.values().forEach(each -> line.addSubcommand(each.get().all()));
    return line;
  }

  private CommandLine alone() {
    return new CommandLine(command.get());
  }

  /**
   * Returns the command with the subcommands that the arguments can need: the one that the first
   * argument names; for help, those that it lists; for anything else, all.
   */
  public CommandLine commandLineFor(List<String> arguments) {
    if (arguments.isEmpty() || HELP.containsAll(arguments)) {
      var line = alone();
      subcommands.values().forEach(each -> line.addSubcommand(each.get().alone()));
      return line;
    }
    var named = subcommands.get(aliases.getOrDefault(arguments.get(0), arguments.get(0)));
    return named == null
        ? all()
        : alone().addSubcommand(named.get().commandLineFor(arguments.subList(1, arguments.size())));
  }
}
