package dev.msi4j.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.internal.BootstrapAccount;
import dev.msi4j.local.internal.store.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs and string forms of values contain no secrets. */
class SecretsInTextTests {
  private static final String SECRET = "the-secret";

  @Test
  void logHasNoSecretsAtTraceLevel(@TempDir Path folder) throws Exception {
    var out = folder.resolve("out");
    var log = folder.resolve("log");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.log.dev.msi4j=trace",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-cp",
                System.getProperty("java.class.path"),
                SecretLoggingProgram.class.getName())
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    var logged = Files.readString(log);
    assertThat(logged).contains("GET /path failed, request ", "simulated failure");
    assertThat(process.exitValue()).as(logged).isZero();
    assertThat(secrets(out))
        .hasSize(7)
        .allSatisfy(secret -> assertThat(logged).doesNotContain(secret));
  }

  private static List<String> secrets(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
  }

  @Test
  void stringFormOfValueHasNoSecret() {
    var id = UUID.randomUUID();

    assertThat(
            List.of(
                new BootstrapAccount(id, id, id, SECRET),
                new ServicePrincipal(id, id, SECRET),
                new Entry("signing-key", "1", SECRET)))
        .allSatisfy(value -> assertThat(value.toString()).doesNotContain(SECRET));
  }
}
