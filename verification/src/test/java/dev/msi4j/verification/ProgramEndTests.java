package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.TestAzure;
import dev.msi4j.samples.ManageIdentitiesAsync;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that a program over the default HTTP client exits after its main method. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ProgramEndTests {
  /** Timeout in seconds, below the 60 seconds for which connections stay open without use. */
  private static final int SECONDS = 40;

  @Test
  void programWithAsyncClientExitsAfterMain() throws IOException, InterruptedException {
    try (var azure = TestAzure.start()) {
      new Clients(azure).createGroup("shop");
      var builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              Program.class.getName(),
              "shop");
      builder.redirectErrorStream(true).environment().putAll(azure.environment());

      var program = builder.start();
      try (var lines = program.inputReader()) {
        assertThat(lines.lines().takeWhile(line -> !line.equals(Program.OVER)).toList())
            .contains("identity deleted");
        assertThat(program.waitFor(SECONDS, TimeUnit.SECONDS)).as("exited").isTrue();
      } finally {
        program.destroyForcibly();
      }
      assertThat(program.exitValue()).isZero();
    }
  }

  /** Runs the sample and prints a line after its main method. */
  static final class Program {
    static final String OVER = "main is over";

    private Program() {}

    public static void main(String[] args) {
      ManageIdentitiesAsync.main(args);
      System.out.println(OVER);
    }
  }
}
