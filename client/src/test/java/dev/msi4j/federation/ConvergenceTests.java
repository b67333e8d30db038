package dev.msi4j.federation;

import static dev.msi4j.federation.FakeAzure.credential;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;

/** Tests concurrent reconciliations with overlapping desired credentials. */
class ConvergenceTests {
  private static final FederationOptions QUICK =
      FederationOptions.builder()
          .baseDelay(Duration.ofMillis(1))
          .maxDelay(Duration.ofMillis(20))
          .build();

  @RepeatedTest(5)
  void concurrentReconciliationsConverge() throws Exception {
    var azure = new FakeAzure();
    var identity = azure.identity("shared");
    var processes = Executors.newFixedThreadPool(4);
    try {
      var work = new ArrayList<Callable<ReconcileResult>>();
      for (int i = 0; i < 4; i++) {
        var desired = DesiredCredentials.builder();
        for (int j = 0; j < 8; j++) {
          // Each client uses other names and shares half of its subjects with the next client.
          var subject = "s" + (4 * i + j) % 16;
          desired.credential("from-" + i + "-" + subject, credential(subject));
        }
        var client = FederationClient.of(azure.client().buildClient(), QUICK);
        work.add(() -> client.reconcile(identity, desired.build()));
      }

      for (var result : processes.invokeAll(work, 30, TimeUnit.SECONDS)) {
        assertThat(result.get().isAsDesired()).as("%s", result.get()).isTrue();
        assertThat(result.get().outcomes()).hasSize(8);
      }
    } finally {
      processes.shutdownNow();
    }
    assertThat(
            azure.credentials(identity).stream()
                .map(each -> each.subject())
                .collect(Collectors.toList()))
        .hasSize(16)
        .doesNotHaveDuplicates();
  }
}
