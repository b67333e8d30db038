package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Tests the workflows and the other files for the forge and for JReleaser. */
class WorkflowTests {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path FORGE = ROOT.resolve(".github");

  private static final Pattern PROFILE = Pattern.compile("<profile>\\s*<id>(.+?)</id>");
  private static final Pattern ACTION = Pattern.compile("[\\w-]+/[\\w-]+(/[\\w-]+)?@v\\d+");
  private static final Pattern GOAL = Pattern.compile("[a-z]+:[a-z-]+");
  private static final Set<String> PHASES = Set.of("package", "verify", "deploy");
  private static final Set<String> SHELL = Set.of("grep");

  @ParameterizedTest
  @MethodSource("workflows")
  void workflowHasTriggersPermissionsAndJobs(Path file) {
    var workflow = map(yaml(file));

    // YAML 1.1 reads the key "on" as true.
    assertThat(workflow.keySet()).extracting(Object::toString).contains("name", "true", "jobs");
    assertThat(map(workflow.get("permissions"))).isEqualTo(Map.of("contents", "read"));
    assertThat(jobs(file))
        .isNotEmpty()
        .allSatisfy(job -> {
          assertThat(job).containsKeys("name", "runs-on", "steps");
          assertThat((Integer) job.get("timeout-minutes")).isBetween(1, 90);
        });
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void everyStepUsesActionOrRunsCommand(Path file) {
    assertThat(steps(file))
        .isNotEmpty()
        .allSatisfy(step -> {
          if (step.containsKey("uses")) {
            assertThat(step.get("uses")).asString().matches(ACTION);
          } else {
            assertThat(step).containsKeys("name", "run");
          }
        });
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void everyCommandNamesExistingFilesGoalsProfilesAndModules(Path file) {
    assertThat(steps(file))
        .filteredOn(step -> step.containsKey("run"))
        .allSatisfy(step -> checkCommand(step.get("run").toString()));
  }

  @Test
  void buildRunsOnEverySystemAndSupportedJdk() {
    var matrices =
        map(map(yaml(FORGE.resolve("workflows/build.yml"))).get("jobs")).values().stream()
            .map(job -> map(job).get("strategy"))
            .filter(Objects::nonNull)
            .map(strategy -> map(map(strategy).get("matrix")))
            .toList();

    assertThat(matrices)
        .allSatisfy(matrix -> assertThat(matrix.get("java")).isEqualTo(List.of(17, 21, 25)));
    assertThat(matrices)
        .anySatisfy(matrix ->
            assertThat(matrix.get("os")).isEqualTo(List.of("macos-latest", "windows-latest")));
  }

  @Test
  void issueFormsHaveRequiredFields() throws IOException {
    try (var files = Files.list(FORGE.resolve("ISSUE_TEMPLATE"))) {
      assertThat(files.filter(file -> !file.endsWith("config.yml")))
          .hasSizeGreaterThan(1)
          .allSatisfy(file -> {
            var form = map(yaml(file));
            assertThat(form.keySet())
                .extracting(Object::toString)
                .contains("name", "description", "body");
            assertThat((Collection<?>) form.get("body"))
                .allSatisfy(field -> assertThat(map(field)).containsKeys("type", "id"));
          });
    }
  }

  @Test
  void dependabotUpdatesMavenAndActions() {
    var dependabot = map(yaml(FORGE.resolve("dependabot.yml")));

    assertThat(dependabot.get("version")).isEqualTo(2);
    assertThat((Collection<?>) dependabot.get("updates"))
        .extracting(update -> map(update).get("package-ecosystem"))
        .containsExactly("maven", "github-actions");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void scriptOfContinuousIntegrationFindsJdkInVariables(@TempDir Path directory) throws Exception {
    var compiler = Files.createDirectories(directory.resolve("jdk99/bin")).resolve("javac");
    Files.writeString(compiler, "#!/bin/sh\necho javac 99.0.1\n");
    assertThat(compiler.toFile().setExecutable(true)).isTrue();
    var process =
        new ProcessBuilder(ROOT.resolve(".ci/run").toString(), "--newest-jdk")
            .redirectErrorStream(true);
    process.environment().put("JAVA_HOME_99_X64", directory.resolve("jdk99").toString());
    var running = process.start();
    var output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(output.strip()).endsWith("jdk99");
    assertThat(running.waitFor()).isZero();
  }

  private static void checkCommand(String command) {
    assertThat(command).doesNotContain("\n");
    var words = Arrays.asList(command.split(" ", -1));
    if (!words.get(0).equals("mvn")) {
      assertThat(SHELL.contains(words.get(0)) || Files.isExecutable(ROOT.resolve(words.get(0))))
          .as(command)
          .isTrue();
      return;
    }
    for (int i = 1; i < words.size(); i++) {
      var word = words.get(i);
      if (word.equals("-pl")) {
        i++;
        assertThat(ROOT.resolve(words.get(i)).resolve("pom.xml")).exists();
      } else if (word.startsWith("-P")) {
        assertThat(profiles()).as(command).containsAll(List.of(word.substring(2).split(",", -1)));
      } else if (!word.startsWith("-")) {
        assertThat(PHASES.contains(word) || GOAL.matcher(word).matches()).as(word).isTrue();
      }
    }
  }

  private static Set<String> profiles() {
    try (var files = Files.walk(ROOT, 2)) {
      return files
          .filter(file -> file.endsWith("pom.xml"))
          .flatMap(file -> PROFILE.matcher(read(file)).results())
          .map(match -> match.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Path> workflows() throws IOException {
    try (var files = Files.list(FORGE.resolve("workflows"))) {
      return files.sorted().toList().stream();
    }
  }

  private static List<Map<Object, Object>> jobs(Path workflow) {
    return map(map(yaml(workflow)).get("jobs")).values().stream().map(WorkflowTests::map).toList();
  }

  private static List<Map<Object, Object>> steps(Path workflow) {
    return jobs(workflow).stream()
        .flatMap(job -> ((Collection<?>) job.get("steps")).stream())
        .map(WorkflowTests::map)
        .toList();
  }

  private static Object yaml(Path file) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(read(file));
  }

  private static Map<Object, Object> map(Object value) {
    assertThat(value).isInstanceOf(Map.class);
    return new LinkedHashMap<>((Map<?, ?>) value);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
