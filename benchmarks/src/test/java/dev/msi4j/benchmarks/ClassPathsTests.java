package dev.msi4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathsTests {
  private static ClassPaths classPaths;

  @BeforeAll
  static void readClassPaths() throws Exception {
    classPaths = ClassPaths.read(Path.of("target/dependencies"), Path.of("target/classes"));
  }

  @Test
  void floorHasOnlyBenchmarkClasses() {
    assertThat(classPaths.of(List.of())).containsExactly(Path.of("target/classes"));
  }

  @Test
  void classPathHasOneHttpClient() {
    for (var competitor : Competitor.values()) {
      if (competitor != Competitor.FLOOR) {
        assertThat(classPaths.of(competitor.artifacts()))
            .as(competitor.key())
            .filteredOn(ClassPathsTests::isHttpClient)
            .hasSize(1);
      }
    }
  }

  @Test
  void classPathHasDependenciesOfDependencies() {
    assertThat(classPaths.of(Competitor.MSI4J.artifacts()))
        .anyMatch(path -> path.toString().contains("httpcore5"))
        .anyMatch(path -> path.toString().contains("reactor-core"))
        .noneMatch(path -> path.toString().contains("azure-resourcemanager"))
        .noneMatch(path -> path.toString().contains("netty"));
    assertThat(classPaths.of(Competitor.OFFICIAL.artifacts()))
        .anyMatch(path -> path.toString().contains("azure-core-management"))
        .anyMatch(path -> path.toString().contains("netty-handler"))
        .noneMatch(path -> path.toString().contains("msi4j-client"));
  }

  @Test
  void classPathHasFilesOfTestClassPath() {
    var known = Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1));
    assertThat(classPaths.of(Competitor.MSI4J.artifacts()))
        .filteredOn(path -> path.toString().endsWith(".jar"))
        .allMatch(path -> known.contains(path.toString()));
  }

  @Test
  void coloredListIsRead(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("edges.tgf"), "#\n");
    Files.writeString(
        directory.resolve("files.txt"),
        "   g:a:jar:1:compile:/repository/a-1.jar\u001B[36m -- module a\u001B[m\n");

    assertThat(ClassPaths.read(directory, Path.of("own")).of(List.of("g:a")))
        .containsExactly(Path.of("own"), Path.of("/repository/a-1.jar"));
  }

  @Test
  void unknownArtifactIsRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> classPaths.of(List.of("group:missing")))
        .withMessage("artifact is 'group:missing': it must be a dependency of the benchmarks");
  }

  private static boolean isHttpClient(Path path) {
    var name = path.toString();
    return name.contains("azure-core-http-")
        || name.contains("msi4j-http")
        || name.contains("transport" + File.separator + "target");
  }
}
