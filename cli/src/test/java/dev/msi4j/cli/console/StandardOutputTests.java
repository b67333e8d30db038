package dev.msi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.JavaCommand;
import dev.msi4j.cli.Msi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the exit status of a process whose standard output cannot be written. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StandardOutputTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--version > /dev/full|standard output cannot be written: No space left on device",
        "--version >&-|standard output cannot be written: ",
        "--help > /dev/full|standard output cannot be written: No space left on device",
        "local stop --state none > /dev/full|standard output cannot be written: No space left"
      })
  void fullOrClosedOutputIsReported(String line, String message)
      throws IOException, InterruptedException {
    var ended = run("\"$@\" " + line);

    assertThat(ended.status).isEqualTo(1);
    assertThat(ended.text).contains("msi: " + message).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"--version", "--help"})
  void closedPipeReturns1WithoutMessage(String line) throws IOException, InterruptedException {
    // The pipe has no reader left when the program begins.
    var ended = run("{ read unused; \"$@\" " + line + "; echo status $? >&2; } | :");

    assertThat(ended.text.strip()).isEqualTo("status 1");
  }

  private record Ended(int status, String text) {}

  private static Ended run(String script) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    command.addAll(JavaCommand.of(Msi.class));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().write("begin\n".getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), text);
  }
}
