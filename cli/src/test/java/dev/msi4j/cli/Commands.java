package dev.msi4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** The commands of picocli's tree. */
public final class Commands {
  /** Commands that print no text of a server: they start one, or work on files. */
  public static final Set<String> OF_THIS_MACHINE =
      Set.of(
          "msi demo vm",
          "msi demo identities",
          "msi demo federation",
          "msi completion",
          "msi config set",
          "msi config get",
          "msi config list",
          "msi config unset",
          "msi context create",
          "msi context use",
          "msi context list",
          "msi context delete",
          "msi local start",
          "msi local logs",
          "msi local run",
          "msi local stop",
          "msi local export",
          "msi local import",
          "msi local reset",
          "msi local seed",
          "msi token decode",
          "msi token verify",
          "msi vm exec",
          "msi vm relay");

  private Commands() {}

  /** Returns the commands without subcommands, by their qualified names. */
  public static Map<String, CommandLine> leaves() {
    var leaves = new LinkedHashMap<String, CommandLine>();
    collect(Msi.commandLine(Terminal.in(Path.of("no-home")).environment()), leaves);
    return leaves;
  }

  /** Returns all commands of picocli's tree, including the root, by their qualified names. */
  public static Map<String, CommandLine> all() {
    var all = new LinkedHashMap<String, CommandLine>();
    addAll(Msi.commandLine(Terminal.in(Path.of("no-home")).environment()), all);
    return all;
  }

  private static void addAll(CommandLine command, Map<String, CommandLine> all) {
    all.put(command.getCommandSpec().qualifiedName(), command);
    command.getSubcommands().values().forEach(each -> addAll(each, all));
  }

  private static void collect(CommandLine command, Map<String, CommandLine> leaves) {
    if (command.getSubcommands().isEmpty()) {
      leaves.put(command.getCommandSpec().qualifiedName(), command);
    }
    command.getSubcommands().values().forEach(each -> collect(each, leaves));
  }

  /** Returns the examples of a help text without "msi", continuation lines joined. */
  static List<String> examples(String[] footer) {
    return joined(String.join("\n", footer))
        .lines()
        .map(line -> line.replaceFirst("^  eval \"\\$\\((.*)\\)\"$", "  $1"))
        .filter(line -> line.startsWith("  msi "))
        .map(line -> line.substring(6))
        .toList();
  }

  /** Returns a text with continuation lines joined. */
  static String joined(String text) {
    return text.replaceAll("\\\\\n *", "");
  }

  /** Splits an example into words as a shell does, without the redirection at its end. */
  static List<String> words(String example) {
    return Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)")
        .matcher(example.replaceFirst(" > \\S+$", ""))
        .results()
        .map(word ->
            Stream.of(word.group(1), word.group(2), word.group(3))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow())
        .toList();
  }

  /** Returns the names of all options and parameters of a type. */
  public static Set<String> argumentsOf(Class<?> type) {
    var names = new TreeSet<String>();
    leaves()
        .values()
        .forEach(command ->
            command.getCommandSpec().args().stream()
                .filter(each -> isOf(each, type))
                .forEach(each -> names.add(name(each))));
    return names;
  }

  private static boolean isOf(ArgSpec argument, Class<?> type) {
    return Stream.concat(Stream.of(argument.type()), Stream.of(argument.auxiliaryTypes()))
        .anyMatch(type::equals);
  }

  private static String name(ArgSpec argument) {
    return argument.isOption()
        ? ((CommandLine.Model.OptionSpec) argument).longestName()
        : argument.paramLabel();
  }

  /** Returns a command line of each command that prints text of a server. */
  public static Map<String, List<String>> ofServers(Path folder, Path secret, Path desired) {
    var id = List.of("-g", "shop", "-n", "orders");
    var credential = List.of("-g", "shop", "--identity-name", "orders", "-n", "main");
    var state = List.of("--state", folder.toString());
    var admin = concat(state, List.of("--admin-secret-file", secret.toString()));
    var file = List.of("--file", desired.toString());
    var lines = new LinkedHashMap<String, List<String>>();
    lines.put("msi local env", state);
    lines.put("msi local status", state);
    lines.put("msi local issuer create", concat(List.of("cluster"), state));
    lines.put("msi local issuer list", state);
    lines.put("msi local issuer token", concat(List.of("cluster", "--subject", "s"), state));
    lines.put("msi local issuer rotate", concat(List.of("cluster"), state));
    lines.put("msi local issuer delete", concat(List.of("cluster"), state));
    lines.put("msi local fault add", concat(List.of("hosts/*", "--status", "503"), admin));
    lines.put("msi local fault list", admin);
    lines.put("msi local fault clear", admin);
    lines.put("msi local clock show", admin);
    lines.put("msi local clock freeze", admin);
    lines.put("msi local clock resume", admin);
    lines.put("msi local clock reset", admin);
    lines.put("msi local clock advance", concat(List.of("PT1H"), admin));
    lines.put("msi group create", List.of("-n", "shop", "-l", "westeurope"));
    lines.put("msi group show", List.of("-n", "shop"));
    lines.put("msi group list", List.of());
    lines.put("msi group delete", List.of("-n", "shop", "--yes"));
    lines.put("msi identity create", concat(id, List.of("-l", "westeurope")));
    lines.put("msi identity show", id);
    lines.put("msi identity list", List.of());
    lines.put("msi identity update", concat(id, List.of("--tags", "a=b")));
    lines.put("msi identity delete", id);
    lines.put("msi identity list-resources", id);
    lines.put("msi identity list-operations", List.of());
    lines.put("msi identity show-system", List.of("--scope", "/subscriptions/s/x"));
    lines.put("msi federation list", List.of("-g", "shop", "--identity-name", "orders"));
    lines.put("msi federation show", credential);
    lines.put(
        "msi federation create", concat(credential, List.of("--github-branch", "octo/app@main")));
    lines.put("msi federation update", concat(credential, List.of("--audiences", "api://x")));
    lines.put("msi federation delete", credential);
    lines.put("msi federation plan", file);
    lines.put("msi federation apply", concat(file, List.of("--wait", "PT0S")));
    lines.put("msi federation capacity", List.of());
    lines.put(
        "msi federation diagnose",
        List.of(
            "-g",
            "shop",
            "--identity-name",
            "orders",
            "--issuer",
            "https://oidc.example.com",
            "--subject",
            "s"));
    lines.put("msi federation migrate github", List.of("--repository", "octo@1/app@2"));
    lines.put("msi plan", file);
    lines.put("msi apply", concat(file, List.of("--wait", "PT0S")));
    lines.put("msi export", List.of());
    lines.put("msi drift", file);
    var assignee = List.of("--assignee", "11111111-2222-3333-4444-555555555555");
    var assignment = concat(assignee, List.of("--role", "Reader", "--scope", "shop"));
    lines.put("msi role assign", assignment);
    lines.put("msi role remove", assignment);
    lines.put("msi role list", List.of());
    lines.put("msi role definitions", List.of());
    var machine = List.of("-g", "shop", "-n", "web");
    lines.put("msi vm identity assign", machine);
    lines.put("msi vm identity show", machine);
    lines.put("msi vm identity remove", machine);
    lines.put("msi who can", List.of("--github", "octo/app"));
    lines.put("msi who has", List.of("Reader"));
    lines.put("msi unused", List.of());
    lines.put("msi audit", List.of());
    lines.put("msi graph", List.of());
    lines.put("msi account show", List.of());
    lines.put("msi token get", List.of());
    for (var verb : List.of("list", "show", "create", "update", "delete")) {
      lines.put(
          "msi identity federated-credential " + verb,
          lines.getOrDefault("msi federation " + verb, List.of()));
    }
    lines.put("msi vm env", List.of("web"));
    lines.replaceAll((name, arguments) -> concat(List.of(name.substring(4).split(" ")), arguments));
    return lines;
  }

  private static List<String> concat(List<String> some, List<String> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
