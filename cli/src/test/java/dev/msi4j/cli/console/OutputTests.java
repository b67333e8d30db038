package dev.msi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Terminal;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints fixed items in each format. */
class OutputTests {
  private static final String GUID = "11111111-2222-3333-4444-555555555555";
  private static final Screen COLORS = Screen.terminal(80, Map.of());

  private final StringWriter err = new StringWriter();

  record Item(String name, String id, int size) {}

  private static final Table<Item> ITEMS =
      new Table<Item>()
          .column("Name", Item::name)
          .column("Size", Item::size)
          .wideColumn("Id", Item::id);

  @Command(name = "items")
  static final class ItemsCommand implements Runnable {
    private final TerminalWriter out;
    private final List<Item> items;

    @Mixin Output output = new Output();

    ItemsCommand(TerminalWriter out, List<Item> items) {
      this.out = out;
      this.items = items;
    }

    @Override
    public void run() {
      output.printAll(out, ITEMS, items);
    }
  }

  private String print(Screen screen, List<Item> items, String... options) {
    var out = new StringWriter();
    var command = new ItemsCommand(new TerminalWriter(out, screen), items);
    var errors = new TerminalWriter(err);
    new CommandLine(command)
        .setErr(errors)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((exception, text) -> ErrorPrinter.print(exception, errors))
        .setExecutionExceptionHandler((e, line, parsed) -> ErrorPrinter.print(e, "", errors, false))
        .execute(options);
    return out.toString();
  }

  private String print(String... options) {
    var items = List.of(new Item("orders", GUID, 3), new Item("yes", GUID, 10));
    return print(Screen.NONE, items, options);
  }

  @Test
  void tablePrintsHeaderAndRows() {
    assertThat(print()).isEqualTo("Name    Size\norders  3\nyes     10\n");
    assertThat(print("--no-headers")).isEqualTo("orders  3\nyes     10\n");
  }

  @Test
  void wideAddsColumns() {
    assertThat(print("-o", "wide", "--no-headers"))
        .isEqualTo("orders  3   " + GUID + "\nyes     10  " + GUID + "\n");
  }

  @Test
  void jsonPrintsMembers() {
    assertThat(print("-o", "json", "--query", "[0]"))
        .isEqualTo("{\n  \"name\": \"orders\",\n  \"size\": 3,\n  \"id\": \"" + GUID + "\"\n}\n");
  }

  @Test
  void jsoncHasColorsOnTerminalOnly() {
    var items = List.of(new Item("orders", GUID, 3));

    var colored = print(COLORS, items, "-o", "jsonc");
    var plain = print(Screen.NONE, items, "-o", "jsonc");

    assertThat(colored).contains("\u001b[34m\"name\":\u001b[0m \u001b[32m\"orders\"\u001b[0m,");
    assertThat(colored.replaceAll("\u001b\\[\\d+m", ""))
        .isEqualTo(plain)
        .isEqualTo(print(COLORS, items, "-o", "json"));
  }

  @Test
  void noColorVariableRemovesColors() {
    var screen = Screen.terminal(80, Map.of("NO_COLOR", "1"));

    assertThat(print(screen, List.of(new Item("orders", GUID, 3)), "-o", "jsonc"))
        .doesNotContain("\u001b");
  }

  @Test
  void yamlQuotesTextThatIsNoString() {
    assertThat(print("-o", "yaml"))
        .isEqualTo(
            "- name: orders\n  size: 3\n  id: "
                + GUID
                + "\n- name: 'yes'\n  size: 10\n  id: "
                + GUID
                + "\n");
  }

  @Test
  void yamlEscapesControlCharacters() {
    var items = List.of(new Item("a\u202eb\u001b", GUID, 3));

    assertThat(print(Screen.NONE, items, "-o", "yaml"))
        .containsIgnoringCase("name: \"a\\u202eb\\e\"");
  }

  @Test
  void tsvPrintsRowsWithoutHeader() {
    assertThat(print("-o", "tsv")).isEqualTo("orders\t3\t" + GUID + "\nyes\t10\t" + GUID + "\n");
  }

  @Test
  void csvPrintsHeaderAndRows() {
    assertThat(print("-o", "csv")).startsWith("Name,Size,Id\norders,3," + GUID + "\n");
  }

  @Test
  void namePrintsNames() {
    assertThat(print("-o", "name")).isEqualTo("orders\nyes\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "[0].name#tsv#orders",
        "[].name#tsv#orders;yes",
        "[].[name, size]#tsv#orders\t3;yes\t10",
        "[?size > `5`].name#name#yes",
        "[?starts_with(name, 'o')] | [0]#name#orders",
        "sum([].size)#tsv#13",
        "sort_by(@, &size)[-1].name#tsv#yes",
        "[].{label: name}#table#Label;orders;yes",
        "length(@)#json#2",
        "[0].missing#json#null"
      })
  void querySelectsFromResult(String query, String format, String expected) {
    assertThat(print("--query", query, "-o", format)).isEqualTo(expected.replace(";", "\n") + "\n");
  }

  @Test
  void invalidQueryIsUsageErrorThatNamesExpression() {
    assertThat(print("--query", "[?")).isEmpty();
    assertThat(err.toString())
        .contains("--query", "'[?' must be a JMESPath expression", "Try 'items --help'");
  }

  @Test
  void queryThatDoesNotFitResultNamesExpression() {
    assertThat(print("--query", "abs('x')")).isEmpty();
    assertThat(err.toString()).startsWith("msi: --query 'abs('x')' cannot be applied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "wide", "tsv", "name"})
  void emptyListIsReportedOnStandardError(String format) {
    assertThat(print(Screen.NONE, List.of(), "-o", format)).isEmpty();
    assertThat(err.toString()).isEqualTo("msi: the result is empty\n");
  }

  @ParameterizedTest
  @CsvSource({"json,[]", "yaml,[]"})
  void emptyListIsDocument(String format, String expected) {
    assertThat(print(Screen.NONE, List.of(), "-o", format)).isEqualTo(expected + "\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void errorsAreRedOnTerminalOnly() {
    var terminal = Terminal.in(Path.of("no-home"));

    assertThat(terminal.wide(80).run("identity", "list").err())
        .startsWith("\u001b[31mmsi: \u001b[0mno Azure selected");
    assertThat(terminal.run("identity", "list").err()).startsWith("msi: no Azure selected");
  }

  @Test
  void coloredTextIsEscaped() {
    var out = new StringWriter();
    var writer = new TerminalWriter(out, COLORS);
    writer.print(Color.GREEN, "created\u001b");
    writer.flush();

    assertThat(out.toString()).isEqualTo("\u001b[32mcreated\\u001b\u001b[0m");
  }
}
