package dev.msi4j.cli.dist;

import dev.msi4j.cli.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Writes the help of each command as a manual page in the language of man(7). Run by {@code mvn
 * -Pdist package}.
 */
final class ManPages {
  private ManPages() {}

  /**
   * Writes the pages.
   *
   * @param args the directory of the pages, the version of the command, and its date
   */
  public static void main(String[] args) throws IOException {
    var directory = Files.createDirectories(Path.of(args[0]));
    for (var command : Commands.all().entrySet()) {
      var name = command.getKey().replace(' ', '-');
      var page = page(name, command.getValue(), "msi " + args[1], args[2].substring(0, 10));
      Files.writeString(directory.resolve(name + ".1"), page);
    }
  }

  static String page(String name, CommandLine command, String version, String date) {
    var spec = command.getCommandSpec();
    var usage = spec.usageMessage();
    var page = new StringBuilder();
    page.append(".TH ").append(quoted(name.toUpperCase(Locale.ROOT))).append(" 1 ");
    page.append(quoted(date)).append(' ').append(quoted(version)).append(" \"Msi Manual\"\n");
    page.append(".nh\n.ad l\n");
    section(page, "NAME", name + " - " + usage.description()[0]);
    // The synopsis has line breaks of its own.
    page.append(".SH SYNOPSIS\n");
    block(page, Stream.of(synopsis(command).split("\n", -1)));
    page.append(".SH DESCRIPTION\n");
    for (var line : usage.description()) {
      page.append(".PP\n").append(text(line)).append('\n');
    }
    arguments(page, "ARGUMENTS", spec.positionalParameters(), ArgSpec::paramLabel);
    arguments(page, "OPTIONS", spec.options(), ManPages::option);
    if (!spec.subcommands().isEmpty()) {
      page.append(".SH COMMANDS\n");
      spec.subcommands().forEach((key, value) -> subcommand(page, name, key, value));
    }
    footer(page, usage.footer());
    return page.toString();
  }

  private static String synopsis(CommandLine command) {
    return new Help(command.getCommandSpec(), Help.defaultColorScheme(Ansi.OFF)).synopsis(0);
  }

  private static void section(StringBuilder page, String heading, String line) {
    page.append(".SH ").append(heading).append('\n').append(text(line)).append('\n');
  }

  /** Names an argument in the page. */
  private interface Naming<T> {
    String of(T argument);
  }

  private static <T extends ArgSpec> void arguments(
      StringBuilder page, String heading, List<T> arguments, Naming<T> naming) {
    var shown = arguments.stream().filter(each -> !each.hidden()).toList();
    if (!shown.isEmpty()) {
      page.append(".SH ").append(heading).append('\n');
    }
    for (var each : shown) {
      page.append(".TP\n.B ").append(text(naming.of(each))).append('\n');
      page.append(text(String.join(" ", each.description()))).append('\n');
    }
  }

  private static String option(OptionSpec option) {
    var names =
        Stream.of(option.names())
            .sorted((one, other) -> Integer.compare(one.length(), other.length()))
            .collect(Collectors.joining(", "));
    if (option.arity().max() == 0) {
      return names;
    }
    var value = "=" + option.paramLabel();
    return names + (option.arity().min() == 0 ? "[" + value + "]" : value);
  }

  private static void subcommand(StringBuilder page, String name, String key, CommandLine command) {
    if (command.getCommandName().equals(key)) {
      page.append(".TP\n.BR ").append(text(name + "-" + key)).append(" (1)\n");
      page.append(text(command.getCommandSpec().usageMessage().description()[0])).append('\n');
    }
  }

  /** Writes the examples, and the text between them. */
  private static void footer(StringBuilder page, String[] lines) {
    if (lines.length > 0) {
      page.append(".SH EXAMPLES\n");
      block(page, Stream.of(lines));
    }
  }

  /** Writes lines as they are. */
  private static void block(StringBuilder page, Stream<String> lines) {
    page.append(".nf\n");
    lines.forEach(line -> page.append(text(line)).append('\n'));
    page.append(".fi\n");
  }

  private static String quoted(String text) {
    return '"' + text(text).replace("\"", "\\(dq") + '"';
  }

  /**
   * Escapes a line: the backslash, the hyphen that is a minus, and a control character at its
   * start.
   */
  private static String text(String line) {
    var escaped = line.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
