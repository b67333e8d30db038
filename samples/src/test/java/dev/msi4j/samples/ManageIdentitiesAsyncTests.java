package dev.msi4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.TestAzure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManageIdentitiesAsyncTests {
  @Test
  void runCreatesTrustsListsAndDeletes() {
    var text = new StringWriter();
    try (var azure = TestAzure.start()) {
      var connection = Connection.of(azure.environment());
      new ResourceGroup(connection.client(), "async", "westeurope").create();

      new ManageIdentitiesAsync(
              connection.asyncClient(), "async", "westeurope", new PrintWriter(text))
          .run()
          .block(Duration.ofSeconds(60));

      assertThat(connection.client().userAssignedIdentities().listBySubscription()).isEmpty();
    }
    assertThat(text.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("created demo-identity-async"),
            line -> assertThat(line).matches("client id [0-9a-f-]{36}"),
            line -> assertThat(line).isEqualTo("trusts repo:octo/shop:ref:refs/heads/main"),
            line -> assertThat(line).isEqualTo("listed demo-identity-async in westeurope"),
            line -> assertThat(line).isEqualTo("identity deleted"));
  }
}
