package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the script that runs the official clients, without running a client. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class ConformanceScriptTests {
  @ParameterizedTest
  @ValueSource(strings = {"az", "az-newer", "python", "python-newer"})
  void unavailableSuiteIsReportedAsNotRun(String suite) throws Exception {
    var result = run(suite);

    assertThat(result.output())
        .isEqualToNormalizingNewlines(
            "not run: "
                + suite
                + " (SUITES is not set)\n"
                + "0 suites passed, 0 failed, 1 not run\n");
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void unknownSuiteIsRejected() throws Exception {
    var result = run("az", "azz");

    assertThat(result.output()).contains("suite is 'azz': it must be az, az-newer, python");
    assertThat(result.status()).isEqualTo(2);
  }

  private record Result(int status, String output) {}

  private static Result run(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(Path.of("conformance", "run").toString()));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
