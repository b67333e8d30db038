package dev.msi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class MsiTests {
  private static final Map<String, CommandLine> COMMANDS = Commands.all();

  private final Terminal terminal = Terminal.in(Path.of("no-home"));

  @ParameterizedTest
  @ValueSource(strings = {"-V", "--version"})
  void versionPrintsVersionOfCommandAndJava(String line) {
    var result = terminal.run(line.split(" ", -1));

    assertThat(result.status()).isZero();
    assertThat(result.out()).matches("msi \\d+\\.\\d+\\.\\d+\\S*, Java \\d+.*\\R");
  }

  static Stream<String> commandsWithAliases() {
    return COMMANDS.values().stream().flatMap(MsiTests::names);
  }

  private static Stream<String> names(CommandLine command) {
    var parent = command.getParent();
    var before = parent == null ? "" : parent.getCommandSpec().qualifiedName() + " ";
    return command.getCommandSpec().names().stream().map(name -> before + name);
  }

  static Stream<String> commands() {
    return COMMANDS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpPrintsUsageOfEveryCommand(String command) {
    var arguments = (command + " --help").substring(3).strip().split(" ");

    var result = terminal.run(arguments);

    assertThat(result.status()).isZero();
    assertThat(result.out()).startsWith("Usage: " + command);
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void summaryOfEveryCommandIsImperativeWithoutPeriod(String command) {
    var summary = specOf(command).usageMessage().description()[0];

    assertThat(summary).doesNotEndWith(".");
    assertThat(summary.split(" ", -1)[0]).matches("[A-Z][a-z]+,?").doesNotMatch(".*[^s]s");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void descriptionOfEveryOptionHasNoPeriod(String command) {
    for (var argument : specOf(command).args()) {
      assertThat(argument.description()).as(argument.paramLabel()).isNotEmpty();
      assertThat(String.join(" ", argument.description())).matches("[A-Z/a-z].*[^.]");
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void examplesOfEveryCommandParse(String command) {
    var examples = Commands.examples(specOf(command).usageMessage().footer());

    assertThat(examples).hasSizeBetween(2, 3);
    for (var example : examples) {
      var words = Commands.words(example).toArray(String[]::new);
      var parsed = Msi.commandLineFor(terminal.environment(), words).parseArgs(words);

      assertThat(parsed.errors()).as(example).isEmpty();
    }
  }

  private static CommandSpec specOf(String command) {
    return commandOf(command).getCommandSpec();
  }

  private static CommandLine commandOf(String command) {
    return Objects.requireNonNull(COMMANDS.get(command));
  }

  @Test
  void helpShowsExamples() {
    assertThat(terminal.run("--help").out()).contains("Examples:", "msi local start");
    assertThat(terminal.run("identity", "create", "--help").out()).contains("Examples:", "--tags");
  }

  @Test
  void unknownCommandIsUsageErrorWithSuggestion() {
    var result = terminal.run("identity", "shw");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("msi: Unmatched argument at index 1: 'shw'", "Did you mean: identity show")
        .endsWith("Try 'msi identity --help'." + System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "local"})
  void commandWithoutSubcommandIsUsageError(String command) {
    var result = terminal.run(command);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("msi: Missing required subcommand");
  }

  @Test
  void withoutArgumentsOverviewIsPrinted() {
    var result = terminal.run();

    assertThat(result.status()).isZero();
    assertThat(result.out()).startsWith("Usage: msi").contains("Commands:", "Examples:");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"idenity --help", "--help idenity", "identity shw --help", "identity -h --lcal"})
  void helpDoesNotHideUnknownArgument(String line) {
    var result = terminal.run(line.split(" ", -1));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("msi: Un");
  }

  @Test
  void missingOptionIsUsageError() {
    var result = terminal.run("identity", "show", "--resource-group", "shop");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("msi: Missing required option: '--name=NAME'");
  }

  @Test
  void unknownOutputFormatIsUsageError() {
    var result = terminal.run("identity", "list", "--output", "xml");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("'--output'", "xml");
  }

  @ParameterizedTest
  @MethodSource("commandsWithAliases")
  void nameOfEveryCommandSelectsIt(String command) {
    var names = List.of(command.split(" ", -1));

    var line =
        Msi.commandLineFor(terminal.environment(), names.stream().skip(1).toArray(String[]::new));

    for (var name : names.subList(1, names.size())) {
      var named = Objects.requireNonNull(line.getSubcommands().get(name));
      assertThat(line.getSubcommands().values()).containsOnly(named);
      line = named;
    }
    var all = commandOf(line.getCommandSpec().qualifiedName());
    assertThat(line.getSubcommands().keySet()).isEqualTo(all.getSubcommands().keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "idenity", "--verbose identity list", "--version identity"})
  void lineWithoutLeadingCommandLoadsAllSubcommands(String line) {
    var loaded = Msi.commandLineFor(terminal.environment(), line.split(" ", -1)).getSubcommands();

    assertThat(loaded.keySet()).isEqualTo(commandOf("msi").getSubcommands().keySet());
  }
}
