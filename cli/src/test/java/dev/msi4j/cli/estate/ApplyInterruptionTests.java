package dev.msi4j.cli.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.JavaCommand;
import dev.msi4j.cli.Msi;
import dev.msi4j.cli.Terminal;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Terminates processes that apply an estate. A test cannot send the signal of Ctrl-C, which a
 * process in the background ignores.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ApplyInterruptionTests {
  @AutoClose private final LocalAzure azure = TestAzure.start();
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 25, 50})
  void applyAfterInterruptionReachesState(int outcomes) throws IOException, InterruptedException {
    var file =
        Files.writeString(
            folder.resolve("estate.yaml"),
            """
            resourceGroups:
            - {name: shop, location: westeurope}
            identities:
            - forEach: 1..40
              resourceGroup: shop
              name: runner-${each}
              credentials:
              - name: main
                githubBranch: contoso@123456/service-${each}@456789@main
            """);

    var interrupted = interruptAfter(outcomes, "apply", "--file", file.toString());

    assertThat(interrupted).anyMatch(line -> line.contains(": interrupted"));
    assertThat(interrupted).last().asString().contains(" skipped");
    var terminal = Terminal.signedIn(azure);
    var applied = terminal.run("apply", "--file", file.toString());
    assertThat(applied.status()).as(applied.err()).isZero();
    assertThat(terminal.run("drift", "--file", file.toString()).status()).isZero();
  }

  /** Runs a command, interrupts it after some lines, and returns its complete output. */
  private List<String> interruptAfter(int lines, String... arguments)
      throws IOException, InterruptedException {
    var command = JavaCommand.of(Msi.class);
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile());
    builder.environment().putAll(azure.environment());
    builder.environment().put("HOME", folder.toString());
    var process = builder.start();
    try (var output = process.inputReader()) {
      var printed = new ArrayList<String>();
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        printed.add(line);
        if (printed.size() == lines) {
          interrupt(process);
        }
      }
      assertThat(process.waitFor()).as(Files.readString(folder.resolve("errors"))).isEqualTo(143);
      return printed;
    } finally {
      process.destroyForcibly();
    }
  }

  private static void interrupt(Process process) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
