package dev.msi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MsiTests {
  private final Terminal terminal = Terminal.in(Path.of("no-home"));

  @Test
  void printsItsVersion() {
    var result = terminal.run("--version");

    assertThat(result.status()).isZero();
    assertThat(result.out()).matches("msi \\d+\\.\\d+\\.\\d+\\S*, Java \\d+.*\\R");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "demo identities",
        "demo federation",
        "local",
        "local start",
        "local stop",
        "local env",
        "local fault",
        "local fault add",
        "local fault list",
        "local fault clear",
        "local clock",
        "local clock show",
        "local clock freeze",
        "local clock resume",
        "local clock advance",
        "federation",
        "federation list",
        "federation show",
        "federation create",
        "federation update",
        "federation delete",
        "federation capacity",
        "federation plan",
        "federation apply",
        "federation diagnose",
        "identity",
        "identity create",
        "identity show",
        "identity list",
        "identity update",
        "identity delete",
        "identity list-resources",
        "identity list-operations",
        "identity show-system"
      })
  void helpsWithEveryCommand(String command) {
    var result = terminal.run((command + " --help").strip().split(" "));

    assertThat(result.status()).isZero();
    assertThat(result.out()).startsWith(("Usage: msi " + command).strip());
    assertThat(result.err()).isEmpty();
  }

  @Test
  void helpShowsExamples() {
    assertThat(terminal.run("--help").out()).contains("Examples:", "msi local start");
    assertThat(terminal.run("identity", "create", "--help").out()).contains("Example:", "--tags");
  }

  @Test
  void aCommandThatDoesNotExistIsAUsageErrorWithASuggestion() {
    var result = terminal.run("identity", "shw");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("msi: Unmatched argument at index 1: 'shw'", "Did you mean: identity show")
        .endsWith("Try 'msi identity --help'." + System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "local"})
  void aNounWithoutAVerbIsAUsageError(String command) {
    var result = command.isEmpty() ? terminal.run() : terminal.run(command);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("msi: Missing required subcommand");
  }

  @Test
  void anOptionThatIsMissingIsAUsageError() {
    var result = terminal.run("identity", "show", "--resource-group", "shop");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("msi: Missing required option: '--name=NAME'");
  }

  @Test
  void aFormThatDoesNotExistIsAUsageError() {
    var result = terminal.run("identity", "list", "--output", "yaml");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("'--output'", "yaml");
  }
}
