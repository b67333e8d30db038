package dev.msi4j.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Commands;
import dev.msi4j.cli.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionCommandTests {
  @TempDir private Path folder;

  private static String script(String shell) {
    var result = Terminal.in(Path.of("no-home")).run("completion", shell);
    assertThat(result.status()).as(result.err()).isZero();
    return result.out();
  }

  private static List<String> visibleCommands() {
    return Commands.leaves().entrySet().stream()
        .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .toList();
  }

  @EnabledOnOs({OS.LINUX, OS.MAC})
  @ParameterizedTest
  @ValueSource(
      strings = {"msi ident|identity", "msi identity sh|show", "msi identity show --qu|--query"})
  void bashCompletesCommandsAndOptions(String test) throws IOException, InterruptedException {
    var words = test.substring(0, test.indexOf('|'));
    var file = Files.writeString(folder.resolve("msi.bash"), script("bash"));
    var program =
        """
        source "$0"
        COMP_WORDS=(%s)
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        COMP_LINE="%s"
        COMP_POINT=${#COMP_LINE}
        _complete_msi
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(words, words);

    var process =
        new ProcessBuilder("bash", "-c", program, file.toString())
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.lines().map(String::strip)).contains(test.substring(test.indexOf('|') + 1));
  }

  @Test
  void fishOffersOptionsOfEveryCommand() {
    var script = script("fish");

    for (var command : visibleCommands()) {
      assertThat(script)
          .contains("complete -c msi -n '__msi_command " + command.substring(4) + "' ");
    }
    assertThat(script)
        .contains("complete -c msi -n '__msi_command identity' -a show -d 'Show a user-assigned")
        .doesNotContain("relay", "DEFAULT-VALUE");
  }

  @Test
  void powerShellOffersOptionsOfEveryCommand() {
    var script = script("powershell");

    for (var command : visibleCommands()) {
      assertThat(script).contains("'" + command.substring(4) + "' = @('");
    }
    assertThat(script).contains("'identity show'", "'--resource-group'");
  }

  @Test
  void unknownShellIsUsageError() {
    var result = Terminal.in(Path.of("no-home")).run("completion", "tcsh");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("tcsh");
  }
}
