package dev.msi4j.local;

import static dev.msi4j.local.Arm.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.internal.store.TestStores;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExhaustedConnectionPoolTests {
  @Test
  void requestsReturn503WithRetryAfterWhileAllConnectionsAreInUse(@TempDir Path folder) {
    try (var azure = TestAzure.builder(folder).start()) {
      var arm = Arm.signIn(azure);
      arm.createGroup("rg");

      try (var exhausted = TestStores.exhaust(azure.components().store())) {
        assertThat(exhausted.connections()).isNotEmpty();
        var resourceManager = arm.get(arm.group("rg"), "2021-04-01");
        var tokenService = Arm.tokenAnswer(azure);

        assertThat(error(resourceManager)).isEqualTo("503 ServiceUnavailable");
        assertThat(resourceManager.headers().first("Retry-After").orElse("")).matches("[1-9]\\d*");
        assertThat(tokenService.status()).isEqualTo(503);
        assertThat(tokenService.headers().first("Retry-After").orElse("")).matches("[1-9]\\d*");
      }

      assertThat(arm.get(arm.group("rg"), "2021-04-01").status()).isEqualTo(200);
    }
  }
}
