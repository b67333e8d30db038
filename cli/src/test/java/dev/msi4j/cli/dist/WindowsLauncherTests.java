package dev.msi4j.cli.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks the text of the launcher for Windows, which runs on Windows only. */
class WindowsLauncherTests {
  /** The commands of the command processor itself, which are no programs. */
  private static final Set<String> BUILT_IN =
      Set.of("@echo", "echo", "exit", "for", "goto", "if", "mkdir", "rem", "set", "setlocal");

  private static final Path BIN = Path.of("src", "main", "dist", "bin");

  private static String launcher;
  private static List<String> lines;
  private static String shellLauncher;

  @BeforeAll
  static void read() throws IOException {
    launcher = Files.readString(BIN.resolve("msi.cmd")).replace("\r", "");
    lines = launcher.lines().filter(line -> !line.isBlank() && !line.startsWith("rem ")).toList();
    shellLauncher = Files.readString(BIN.resolve("msi"));
  }

  /** The command processor searches the current directory before Path. */
  @Test
  void launcherStartsProgramsByPathOnly() {
    assertThat(lines)
        .allSatisfy(line ->
            assertThat(line.startsWith("\"%JAVA%\" ") || line.startsWith(":") || isBuiltIn(line))
                .as(line)
                .isTrue());
    assertThat(launcher).doesNotContain("where ");
    assertThat(
            lines.stream()
                .filter(line -> line.contains("java.exe") && !line.contains("\\java.exe")))
        .containsExactly("if not defined JAVA for %%J in (java.exe) do set \"JAVA=%%~$Path:J\"");
    assertThat(found("start \"\" /b /low (\\S+)")).containsExactly("\"%JAVA%\"");
  }

  private static boolean isBuiltIn(String line) {
    return BUILT_IN.contains(line.split(" ", 2)[0]);
  }

  /** Within a block, a path with a parenthesis would end the block. */
  @Test
  void launcherHasNoBlocks() {
    assertThat(lines).noneMatch(line -> line.endsWith("(") || line.startsWith(")"));
  }

  @Test
  void pathsAreQuoted() {
    var path = "%(?:HOME_DIRECTORY|JAVA|JAVA_HOME|JAR|RELEASE|ARCHIVE|LOCALAPPDATA)%";
    assertThat(lines)
        .allSatisfy(line -> {
          var outside = line.replace("^\"", "").replaceAll("\"[^\"]*\"", "");
          assertThat(outside).as(line).doesNotContainPattern(path);
        });
  }

  @Test
  void labelsExistAndAreUsed() {
    assertThat(found("goto (\\S+)")).isEqualTo(found("(?m)^:(\\S+)$"));
  }

  @Test
  void launchersHaveSameOptionsAndCommands() {
    for (var option :
        List.of(
            "-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=8 -XX:-UsePerfData",
            "-XX:+UseSerialGC",
            "-XX:AOTCacheOutput",
            "-XX:AOTCache",
            "-XX:ArchiveClassesAtExit",
            "-XX:SharedArchiveFile",
            "-Xlog:aot*=off -Xlog:cds*=off",
            "-Dmsi.archive=",
            "MSI4J_CLASS_ARCHIVE",
            "dev.msi4j.cli.ArchiveTraining",
            "msi-demo.jar",
            "no Java found: install Java 17 or newer, or set JAVA_HOME.",
            "is too old: set JAVA_HOME to Java 17 or newer.")) {
      assertThat(launcher).contains(option);
      assertThat(shellLauncher).contains(option);
    }
    assertThat(found("\"(local \\w+)\""))
        .isEqualTo(
            Pattern.compile("\"(local \\w+)\"")
                .matcher(shellLauncher)
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toSet()));
  }

  private static Set<String> found(String pattern) {
    return Stream.of(String.join("\n", lines))
        .flatMap(text -> Pattern.compile(pattern).matcher(text).results())
        .map(each -> each.group(1))
        .collect(Collectors.toSet());
  }
}
