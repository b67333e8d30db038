package dev.msi4j.cli.dist;

import static dev.msi4j.cli.dist.InstalledCommand.ARCHIVES;
import static dev.msi4j.cli.dist.InstalledCommand.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the command on pseudo-terminals. Run by {@code mvn -Pdist verify}. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TerminalSuite {
  private static final String RED = "\u001b[31m";

  @TempDir private Path directory;

  @BeforeEach
  void unpack() throws Exception {
    var archive = ARCHIVES.resolve("msi-" + VERSION + ".tar.gz").toString();
    var unpacked =
        new InstalledCommand(List.of("tar", "-xzf", archive, "-C", directory.toString()), Map.of())
            .run();
    assertThat(unpacked.status()).as(unpacked.output()).isZero();
  }

  /** Runs a command on a terminal of a width, beside a local Azure with an identity. */
  private String onTerminal(int columns, String command) throws Exception {
    var bin = directory.resolve("msi-" + VERSION).resolve("bin");
    var script =
        """
        msi group create -n shop -l westeurope
        msi identity create -g shop -n orders -l westeurope --tags team=core tier=frontend
        echo ---
        script -qec 'stty cols %d rows 24; %s' /dev/null </dev/null
        """
            .formatted(columns, command);
    var variables =
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "PATH",
            bin + ":" + System.getenv("PATH"),
            "HOME",
            directory.toString(),
            "TERM",
            "xterm",
            "MSI4J_CLASS_ARCHIVE",
            "off");
    var result =
        new InstalledCommand(List.of(bin.resolve("msi").toString()), variables)
            .run("local", "run", "--", "sh", "-c", script);
    return result.output().substring(result.output().indexOf("---") + 4).replace("\r", "");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 200})
  void tableFitsTerminal(int columns) throws Exception {
    var lines = onTerminal(columns, "msi identity list").lines().toList();

    assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).hasSizeBetween(40, columns));
    assertThat(lines.get(0).contains("PrincipalId")).isEqualTo(columns == 200);
  }

  @Test
  void pipeGetsAllColumns() throws Exception {
    assertThat(onTerminal(40, "msi identity list | cat")).contains("PrincipalId");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 200})
  void helpFitsTerminal(int columns) throws Exception {
    assertThat(onTerminal(columns, "NO_COLOR=1 msi identity create --help").lines())
        .hasSizeGreaterThan(20)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
  }

  @Test
  void errorIsRedOnTerminalOnly() throws Exception {
    var command = "msi identity show -g shop -n missing";

    assertThat(onTerminal(80, command)).startsWith(RED + "msi: ");
    assertThat(onTerminal(80, "NO_COLOR=1 " + command)).startsWith("msi: ");
    assertThat(onTerminal(80, command + " 2>&1 | cat")).startsWith("msi: ");
  }

  @Test
  void questionIsAskedOnTerminal() throws Exception {
    assertThat(onTerminal(80, "echo n | msi group delete -n shop")).contains("pass --yes");
  }
}
