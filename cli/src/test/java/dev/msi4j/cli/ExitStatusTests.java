package dev.msi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the table of exit statuses in the command reference. */
class ExitStatusTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  @TempDir private static Path folder;

  @BeforeAll
  static void declareGroups() throws IOException {
    var group = "resourceGroups: [{name: %s, location: westeurope}]%n";
    Files.writeString(folder.resolve("same.yaml"), group.formatted("same"));
    Files.writeString(folder.resolve("other.yaml"), group.formatted("other"));
    Files.writeString(folder.resolve("invalid.yaml"), "resourceGroups: {");
    assertThat(run("apply --file same.yaml")).isZero();
  }

  private static int run(String line) {
    var words = line.split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].endsWith(".yaml") ? folder.resolve(words[i]).toString() : words[i];
    }
    return Terminal.signedIn(azure).run(words).status();
  }

  @ParameterizedTest
  @CsvSource({
    "0, --version",
    "0, group list",
    "0, drift --file same.yaml",
    "0, plan --file other.yaml",
    "0, plan --file same.yaml --detailed-exitcode",
    "1, group show -n missing",
    "1, plan --file missing.yaml",
    "1, drift --file invalid.yaml",
    "2, groups",
    "2, group show",
    "2, group list --output xml",
    "2, drift --file other.yaml",
    "2, plan --file other.yaml --detailed-exitcode"
  })
  void commandExitsWithDocumentedStatus(int status, String line) {
    assertThat(run(line)).isEqualTo(status);
  }

  /** The other tests of these statuses start processes. */
  @Test
  void documentedStatusesAreTested() throws IOException {
    var text = Files.readString(Path.of("..", "docs", "guide", "command.md"));
    var table = text.substring(text.indexOf("| Exit status |"));

    assertThat(table.lines().skip(2).takeWhile(line -> line.startsWith("|")))
        .extracting(line -> line.split("\\|", -1)[1].strip())
        .containsExactly("0", "1", "2", "127", "128 + N", "other");
  }
}
