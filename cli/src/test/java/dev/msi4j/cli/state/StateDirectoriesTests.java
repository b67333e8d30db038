package dev.msi4j.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.TerminalWriter;
import java.io.BufferedReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateDirectoriesTests {
  @ParameterizedTest
  @CsvSource({
    "Linux, NONE, home/.local/state/msi4j/local",
    "Linux, XDG_STATE_HOME, named/msi4j/local",
    "Mac OS X, NONE, home/Library/Application Support/msi4j/local",
    "Mac OS X, XDG_STATE_HOME, named/msi4j/local",
    "Windows 11, NONE, home/AppData/Local/msi4j/local",
    "Windows 11, LOCALAPPDATA, named/msi4j/local"
  })
  void standardDirectoryDependsOnOperatingSystem(String system, String variable, Path expected) {
    var environment =
        new Environment(
            Map.of(variable, "named"),
            new BufferedReader(new StringReader("")),
            new TerminalWriter(new StringWriter()),
            new TerminalWriter(new StringWriter()),
            Path.of("home"),
            system,
            false,
            Clock.systemUTC());

    assertThat(StateDirectories.standard(environment)).isEqualTo(expected);
  }
}
