package dev.msi4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that each sample is one file, which runs in a JVM of its own as samples/README.md says. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SingleFileTests {
  @AutoClose private static final SampleAzure azure = SampleAzure.start();

  /**
   * Time to exit after the last line, below the 60 seconds for which idle connections stay open.
   */
  private static final int SECONDS = 40;

  private static final Path SOURCES = Path.of("src/main/java/dev/msi4j/samples");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "ManageIdentities, '', 'Delete the resource group: deleted'",
    "ManageIdentitiesAsync, existing, identity deleted",
    "FederateWorkloads, '', 'Delete the resource group: deleted with all resources'",
    "CreateVmWithManagedIdentity, system, 'Delete the resource group: deleted with all resources'",
  })
  void fileRunsAloneAndEnds(String sample, String argument, String last)
      throws IOException, InterruptedException {
    azure.createGroup("existing");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(azure.trustOptions(folder));
    command.addAll(List.of("-cp", libraries(), SOURCES.resolve(sample + ".java").toString()));
    if (!argument.isEmpty()) {
      command.add(argument);
    }
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(azure.azure().environment());

    var program = builder.start();
    try (var reader = program.inputReader()) {
      var lines = new ArrayList<String>();
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        if (line.equals(last)) {
          break;
        }
      }
      assertThat(lines).last().isEqualTo(last);
      assertThat(program.waitFor(SECONDS, TimeUnit.SECONDS)).as("exited").isTrue();
      assertThat(program.exitValue()).as(String.join("\n", lines)).isZero();
    } finally {
      program.destroyForcibly();
    }
  }

  /** Returns the class path of this test without the classes of the samples. */
  private static String libraries() {
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(classPath.split(File.pathSeparator))
        .filter(entry -> !entry.replace('\\', '/').contains("/samples/target/"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
