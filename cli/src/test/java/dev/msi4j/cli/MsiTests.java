package dev.msi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

class MsiTests {
  private final Terminal terminal = Terminal.in(Path.of("no-home"));

  @Test
  void versionPrintsVersionOfCommandAndJava() {
    var result = terminal.run("--version");

    assertThat(result.status()).isZero();
    assertThat(result.out()).matches("msi \\d+\\.\\d+\\.\\d+\\S*, Java \\d+.*\\R");
  }

  static Stream<String> commands() {
    return Commands.all().keySet().stream();
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
      var line = Msi.commandLine(terminal.environment());
      var parsed = line.parseArgs(Commands.words(example).toArray(String[]::new));

      assertThat(parsed.errors()).as(example).isEmpty();
    }
  }

  private static CommandSpec specOf(String command) {
    return Objects.requireNonNull(Commands.all().get(command)).getCommandSpec();
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

  @Test
  void subcommandsHaveNamesThatSelectThem() {
    Subcommands.of(terminal.environment())
        .forEach((name, create) -> {
          var line = Msi.commandLineFor(terminal.environment(), name);

          assertThat(line.getSubcommands().keySet()).containsExactly(name);
        });
    assertThat(Subcommands.of(terminal.environment()).keySet())
        .isEqualTo(Msi.commandLine(terminal.environment()).getSubcommands().keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "idenity", "--verbose identity list", "--version identity"})
  void lineWithoutLeadingCommandLoadsAllSubcommands(String line) {
    var loaded = Msi.commandLineFor(terminal.environment(), line.split(" ", -1)).getSubcommands();

    assertThat(loaded.keySet()).isEqualTo(Subcommands.of(terminal.environment()).keySet());
  }

  @Test
  void versionLoadsNoSubcommand() {
    assertThat(Msi.commandLineFor(terminal.environment(), "--version").getSubcommands()).isEmpty();
  }
}
