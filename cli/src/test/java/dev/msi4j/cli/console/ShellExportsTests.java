package dev.msi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellExportsTests {
  @Test
  void writeQuotesValuesForShell() {
    assertThat(ShellExports.write(Map.of("SECRET", "it's $HOME \\ \"x\"")))
        .isEqualTo("export SECRET='it'\\''s $HOME \\ \"x\"'\n");
  }

  @Test
  void readReturnsWrittenVariables() {
    var variables = Map.of("A", "plain", "B_2", "it's 'quoted'", "C", "", "D", "'x".repeat(20_000));

    assertThat(ShellExports.read(ShellExports.write(variables))).isEqualTo(variables);
  }
}
