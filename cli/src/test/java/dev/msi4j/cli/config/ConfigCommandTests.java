package dev.msi4j.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.cli.state.ServerDirectory;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();

  @TempDir private Path home;

  @Test
  void defaultOfGroupIsUsed() {
    var terminal = Terminal.in(home).with(azure.environment());
    terminal.run("group", "create", "-n", "configured", "-l", "westeurope");

    assertThat(terminal.run("config", "set", "defaults.group", "configured").status()).isZero();
    assertThat(terminal.run("identity", "create", "-n", "orders").status()).isZero();
    assertThat(terminal.run("identity", "show", "-n", "orders").out()).contains("configured");
    assertThat(terminal.run("identity", "show", "-g", "other", "-n", "orders").status())
        .isEqualTo(1);
    assertThat(terminal.run("group", "delete", "--yes").err()).contains("Missing required option");
    assertThat(terminal.run("role", "list").status()).isZero();
  }

  @Test
  void settingsAreListedAndRemoved() {
    var terminal = Terminal.in(home);
    terminal.run("config", "set", "defaults.output", "json");

    assertThat(terminal.run("config", "get", "defaults.output").out()).startsWith("json");
    assertThat(terminal.run("config", "list").out()).contains("\"value\": \"json\"");
    assertThat(terminal.run("config", "unset", "defaults.output").status()).isZero();
    assertThat(terminal.run("config", "list").out()).isEmpty();
    assertThat(terminal.run("config", "get", "defaults.output").err())
        .contains("defaults.output is not set");
  }

  @Test
  void unknownSettingIsRejectedWithSuggestion() {
    var result = Terminal.in(home).run("config", "set", "defaults.grup", "shop");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .contains("there is no setting 'defaults.grup'", "did you mean 'defaults.group'?");
  }

  @Test
  void configurationIsInXdgDirectory() {
    var directory = home.resolve("xdg");

    Terminal.in(home)
        .with("XDG_CONFIG_HOME", directory.toString())
        .run("config", "set", "defaults.group", "shop");

    assertThat(directory.resolve("msi4j/config.json")).exists();
    assertThat(home.resolve(".config")).doesNotExist();
  }

  @Test
  void damagedConfigurationIsNamed() throws IOException {
    var file = home.resolve(".config/msi4j/config.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "damaged");

    var result = Terminal.in(home).run("identity", "list");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("the configuration " + file + " is not a JSON object");
    assertThat(Terminal.in(home).run("--version").status()).isZero();
  }

  @Test
  void contextSelectsLocalAzure() throws IOException {
    var terminal = Terminal.in(home);
    try (var claim = ServerDirectory.at(home.resolve("dev")).claim()) {
      claim.announce(ShellExports.write(azure.environment()));
      terminal.run("context", "create", "dev", "--local=" + home.resolve("dev"));

      assertThat(terminal.run("group", "list").err()).contains("no Azure selected");
      assertThat(terminal.run("context", "use", "dev").status()).isZero();
      assertThat(terminal.run("group", "list").status()).isZero();
      assertThat(terminal.run("context", "list").out()).contains("dev", "true", "local");
      assertThat(terminal.run("context", "delete", "dev").status()).isZero();
      assertThat(terminal.run("group", "list").err()).contains("no Azure selected");
    }
  }

  @Test
  void predefinedContextIsStandardLocalAzure() {
    var terminal = Terminal.in(home);

    assertThat(terminal.run("context", "use", "local").status()).isZero();
    assertThat(terminal.run("group", "list").err())
        .contains("no local Azure runs on " + home.resolve(".local/state/msi4j/local"));
    assertThat(terminal.run("context", "delete", "local").status()).isEqualTo(1);
  }

  @Test
  void environmentVariablesHavePriorityOverContext() {
    var terminal = Terminal.in(home);
    terminal.run("context", "use", "local");

    assertThat(terminal.with(azure.environment()).run("group", "list").status()).isZero();
  }

  @Test
  void contextSelectsSubscription() {
    var terminal = Terminal.in(home);
    terminal.run("context", "create", "prod", "--subscription", azure.subscriptionId().toString());

    assertThat(terminal.run("context", "list", "-o", "json").out())
        .contains("\"subscription\": \"" + azure.subscriptionId() + "\"");
  }

  @Test
  void unknownContextIsRejectedWithSuggestion() {
    var terminal = Terminal.in(home);
    terminal.run("context", "create", "prod", "--subscription", "some-id");

    assertThat(terminal.run("context", "use", "prd").err())
        .contains("there is no context 'prd'", "did you mean 'prod'?");
    assertThat(terminal.run("context", "create", "a.b", "--subscription", "x").err())
        .contains("context 'a.b' must have 1 to 64 letters");
    assertThat(terminal.run("context", "create", "none").err()).contains("selects no Azure");
  }
}
