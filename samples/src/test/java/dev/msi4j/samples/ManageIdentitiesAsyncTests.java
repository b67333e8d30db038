package dev.msi4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ManageIdentitiesAsyncTests {
  @Test
  void runCreatesTrustsListsAndDeletes() {
    var lines = new CopyOnWriteArrayList<String>();
    try (var azure = SampleAzure.start()) {
      azure.createGroup("async");

      new ManageIdentitiesAsync(
              azure.builder().buildAsyncClient(), "async", "westeurope", lines::add)
          .run()
          .block(Duration.ofSeconds(60));

      assertThat(azure.client().userAssignedIdentities().listBySubscription()).isEmpty();
    }
    assertThat(lines)
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("created demo-identity-async"),
            line -> assertThat(line).matches("client id [0-9a-f-]{36}"),
            line -> assertThat(line).isEqualTo("trusts repo:octo/shop:ref:refs/heads/main"),
            line -> assertThat(line).isEqualTo("listed demo-identity-async in westeurope"),
            line -> assertThat(line).isEqualTo("identity deleted"));
  }
}
