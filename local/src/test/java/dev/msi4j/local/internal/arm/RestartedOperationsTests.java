package dev.msi4j.local.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartedOperationsTests {
  private static final String VERSION = "2021-04-01";

  private final TestClock clock = new TestClock();
  @TempDir private Path state;

  @Test
  void operationCompletesAfterRestart() {
    String location;
    try (var azure = start()) {
      var arm = Arm.signIn(azure);
      arm.createGroup("rg");
      arm.createIdentity("rg", "worker");
      var accepted = arm.delete(arm.group("rg"), VERSION);
      assertThat(accepted.status()).isEqualTo(202);
      location = accepted.headers().first("Location").orElseThrow();
    }

    try (var azure = start()) {
      var arm = Arm.signIn(azure);
      assertThat(arm.follow(location).status()).isEqualTo(202);
      assertThat(arm.get(arm.group("rg"), VERSION).status()).isEqualTo(200);

      clock.advance(Duration.ofSeconds(3));

      assertThat(arm.follow(location).status()).isEqualTo(200);
      assertThat(arm.get(arm.group("rg"), VERSION).status()).isEqualTo(404);
    }
  }

  private LocalAzure start() {
    return TestAzure.builder(state)
        .clock(clock)
        .longRunningOperationDelay(Duration.ofSeconds(3))
        .start();
  }
}
