package dev.msi4j.verification;

import static dev.msi4j.verification.FederationFixture.credential;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.ResourceId;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.federation.ReconcileResult;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests two servers with shared state. */
@Timeout(300)
class SharedStateTests {
  private static final String ISSUER = "https://oidc.example.com/cluster";

  private static final int WRITERS = 8;
  private static final int CREDENTIALS = 20;
  private static final int ROUNDS = 4;

  @TempDir private Path folder;

  @Test
  void concurrentWritesThroughBothServersAreNotLost() throws Exception {
    try (var first = FederationFixture.start(TestAzure.builder(folder));
        var second = FederationFixture.join(TestAzure.builder(folder))) {
      var identity = first.identity("shared");
      var recordedExchanges = new RecordedExchanges();
      var clients =
          IntStream.range(0, WRITERS)
              .mapToObj(writer -> (writer % 2 == 0 ? first : second).federation(recordedExchanges))
              .toList();

      // Repeats until at least one conflict has occurred, because overlapping writes are a matter
      // of timing.
      var round = 0;
      do {
        writeAll(clients, identity, round++);
      } while (round < ROUNDS || recordedExchanges.count(409) == 0);

      var last = round - 1;
      assertThat(first.subjects(identity))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, CREDENTIALS).mapToObj(number -> subject(number, last)).toList());
      assertThat(second.subjects(identity)).isEqualTo(first.subjects(identity));
    }
  }

  /** Updates all credentials; each client writes its share. */
  private static void writeAll(List<FederationClient> clients, ResourceId identity, int round)
      throws Exception {
    var work = new ArrayList<Callable<Integer>>();
    for (var i = 0; i < WRITERS; i++) {
      var writer = i;
      work.add(() -> {
        for (var number = writer; number < CREDENTIALS; number += WRITERS) {
          clients
              .get(writer)
              .createOrUpdate(
                  identity, "name-" + number, credential(ISSUER, subject(number, round)));
        }
        return writer;
      });
    }
    Concurrently.run(work);
  }

  private static String subject(int number, int round) {
    return "s-" + number + " in round " + round;
  }

  @Test
  void concurrentReconciliationsCreateEachCredentialOnce() throws Exception {
    try (var first = FederationFixture.start(TestAzure.builder(folder));
        var second = FederationFixture.join(TestAzure.builder(folder))) {
      var identity = first.identity("shared");
      first.put(identity, "stale", credential(ISSUER, "stale"));
      var desired = DesiredCredentials.builder().deleteOthers();
      IntStream.range(0, 12).forEach(i -> desired.credential(credential(ISSUER, "s-" + i)));

      var results =
          Concurrently.run(
              List.<Callable<ReconcileResult>>of(
                  () -> first.federation().reconcile(identity, desired.build()),
                  () -> second.federation().reconcile(identity, desired.build())));

      assertThat(results).allSatisfy(result -> assertThat(result.isAsDesired()).isTrue());
      assertThat(second.credentials(identity)).hasSize(12);
    }
  }

  @RepeatedTest(5)
  void serversStartConcurrentlyOnSameState() throws Exception {
    var servers =
        Concurrently.run(
            List.<Callable<LocalAzure>>of(
                () -> TestAzure.builder(folder).start(), () -> TestAzure.builder(folder).start()));
    try (var one = servers.get(0);
        var other = servers.get(1)) {
      assertThat(one.subscriptionId()).isEqualTo(other.subscriptionId());
      assertThat(one.clientSecret()).isEqualTo(other.clientSecret());
    }
  }
}
