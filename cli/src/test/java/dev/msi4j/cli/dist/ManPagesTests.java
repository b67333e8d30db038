package dev.msi4j.cli.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Commands;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPagesTests {
  @TempDir private static Path directory;

  @BeforeAll
  static void write() throws IOException {
    ManPages.main(new String[] {directory.toString(), "1.2.3", "2026-11-24T00:00:00Z"});
  }

  @Test
  void commandsHavePages() throws IOException {
    try (var files = Files.list(directory)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Commands.all().keySet().stream().map(each -> each.replace(' ', '-') + ".1").toList());
    }
  }

  @Test
  void pageHasSectionsAndEscapes() throws IOException {
    assertThat(Files.readString(directory.resolve("msi-apply.1")))
        .startsWith(".TH \"MSI\\-APPLY\" 1 \"2026\\-11\\-24\" \"msi 1.2.3\" \"Msi Manual\"\n")
        .contains(
            ".SH NAME\nmsi\\-apply \\- Create, update and delete",
            ".SH SYNOPSIS\n.nf\nmsi apply [\\-h]",
            ".TP\n.B \\-f, \\-\\-file=FILE\n",
            "\n  identities:\n  \\- forEach: 1..30\n    resourceGroup: shop\n",
            "name: runner\\-${each}");
    assertThat(Files.readString(directory.resolve("msi-vm.1")))
        .contains(".SH COMMANDS\n", ".BR msi\\-vm\\-exec (1)\n");
  }

  @Test
  void manShowsPagesWithoutWarnings() throws Exception {
    Assumptions.assumeTrue(isInstalled("man"), "NOT RUN: there is no man in the PATH");
    var line = new ArrayList<>(List.of("man", "--warnings", "--local-file"));
    try (var files = Files.list(directory)) {
      files.map(Path::toString).sorted().forEach(line::add);
    }
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("MANPAGER", "cat");
    builder.environment().put("MANWIDTH", "80");
    builder.environment().put("LC_ALL", "C.UTF-8");
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).doesNotContain("warning:");
    for (var name : Commands.all().keySet()) {
      assertThat(output).contains(name.replace(' ', '-').toUpperCase(Locale.ROOT) + "(1)");
    }
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }
}
