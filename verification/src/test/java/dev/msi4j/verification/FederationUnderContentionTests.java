package dev.msi4j.verification;

import static dev.msi4j.verification.FederationFixture.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.HttpResponseException;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ResourceId;
import dev.msi4j.federation.CredentialStatus;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.FederationAsyncClient;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.federation.ReconcileResult;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** Tests several clients and many threads that write the credentials of the same identities. */
@Timeout(300)
class FederationUnderContentionTests {
  private static final String ISSUER = "https://oidc.example.com/cluster";
  private static final int CLIENTS = 6;
  private static final int THREADS = 12;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  @TempDir private Path folder;

  @Test
  void conflictingWritesAreNotLost() throws Exception {
    // Writes to a file take longer than writes to memory, so that concurrent writes overlap.
    try (var fixture = FederationFixture.start(TestAzure.builder(folder))) {
      var recordedExchanges = new RecordedExchanges();

      allWriteTheirOwn(fixture, identities(fixture, 2), 18, 2, recordedExchanges);

      assertThat(recordedExchanges.count(409)).as("collisions").isPositive();
    }
  }

  @Test
  void conflictingWritesOfAsyncClientsAreNotLost() throws Exception {
    try (var fixture = FederationFixture.start(TestAzure.builder(folder))) {
      var identities = identities(fixture, 2);
      var clients =
          IntStream.range(0, CLIENTS)
              .mapToObj(i -> FederationAsyncClient.of(fixture.builder().buildAsyncClient()))
              .toList();

      var written =
          Flux.range(0, 2 * 18)
              .flatMap(
                  i ->
                      clients
                          .get(i % CLIENTS)
                          .createOrUpdate(
                              identities.get(i % 2),
                              "name-" + i / 2,
                              credential(ISSUER, "s-" + i / 2)),
                  2 * 18)
              .collectList()
              .block();

      assertThat(written).hasSize(36);
      assertAllTrust(fixture, identities, 18);
    }
  }

  @Test
  void concurrentReconciliationsConverge() throws Exception {
    try (var fixture = FederationFixture.start()) {
      var identities = identities(fixture, 3);
      for (var identity : identities) {
        for (var i = 0; i < 15; i++) {
          fixture.put(identity, "stale-" + i, credential(ISSUER, "stale-" + i));
        }
      }

      allReconcile(fixture, identities, 10, new RecordedExchanges());
    }
  }

  @Test
  void reconcileWaitsForReplicationOfIdentities() throws Exception {
    var clock = new TestClock(Instant.now());
    var late = TestAzure.builder().clock(clock).replicationDelay(Duration.ofSeconds(10));
    try (var fixture = FederationFixture.start(late)) {
      var recordedExchanges = advancing(clock, UNAVAILABLE);

      allReconcile(fixture, identities(fixture, 3), 5, recordedExchanges);

      assertThat(recordedExchanges.count(UNAVAILABLE))
          .as("errors of identities that are not replicated")
          .isPositive();
    }
  }

  @Test
  void throttledWritesAreRetried() throws Exception {
    var clock = new TestClock(Instant.now());
    var throttling = TestAzure.builder().clock(clock).throttling(true);
    try (var fixture = FederationFixture.start(throttling)) {
      var identities = identities(fixture, 2);
      exhaust(fixture, identities.get(0));
      var recordedExchanges = advancing(clock, TOO_MANY_REQUESTS);

      allWriteTheirOwn(fixture, identities, 12, 1, recordedExchanges);

      assertThat(recordedExchanges.count(TOO_MANY_REQUESTS)).as("throttled requests").isPositive();
    }
  }

  /**
   * Writes all credentials several times from twelve threads of six clients; each thread writes its
   * share.
   */
  private static void allWriteTheirOwn(
      FederationFixture fixture,
      List<ResourceId> identities,
      int each,
      int times,
      RecordedExchanges recordedExchanges)
      throws Exception {
    var clients = clients(fixture, recordedExchanges);
    var work = new ArrayList<Callable<Integer>>();
    for (var i = 0; i < THREADS; i++) {
      var thread = i;
      work.add(() -> {
        var written = 0;
        for (var time = 0; time < times; time++) {
          for (var number = thread; number < each; number += THREADS) {
            for (var identity : identities) {
              clients
                  .get(thread % CLIENTS)
                  .createOrUpdate(identity, "name-" + number, credential(ISSUER, "s-" + number));
              written++;
            }
          }
        }
        return written;
      });
    }

    var written = Concurrently.run(work);

    assertThat(written.stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(each * times * identities.size());
    assertAllTrust(fixture, identities, each);
  }

  /** Reconciles the same desired credentials from twelve threads of six clients. */
  private static void allReconcile(
      FederationFixture fixture,
      List<ResourceId> identities,
      int each,
      RecordedExchanges recordedExchanges)
      throws Exception {
    var requested = DesiredCredentials.builder().deleteOthers();
    subjects(each).forEach(subject -> requested.credential(credential(ISSUER, subject)));
    var desired = new LinkedHashMap<ResourceId, DesiredCredentials>();
    identities.forEach(identity -> desired.put(identity, requested.build()));
    var clients = clients(fixture, recordedExchanges);
    var work = new ArrayList<Callable<ReconcileResult>>();
    for (var i = 0; i < THREADS; i++) {
      var client = clients.get(i % CLIENTS);
      work.add(() -> client.reconcileAll(desired));
    }

    var results = Concurrently.run(work);

    assertThat(results)
        .allSatisfy(result -> assertThat(result.outcomes(CredentialStatus.FAILED)).isEmpty());
    assertAllTrust(fixture, identities, each);
  }

  private static void assertAllTrust(
      FederationFixture fixture, List<ResourceId> identities, int each) {
    assertThat(identities)
        .allSatisfy(identity ->
            assertThat(fixture.credentials(identity))
                .extracting(FederatedIdentityCredential::subject)
                .containsExactlyInAnyOrderElementsOf(subjects(each)));
  }

  /** Writes until a request is throttled. */
  private static void exhaust(FederationFixture fixture, ResourceId identity) {
    var credentials = fixture.builder().buildClient().federatedIdentityCredentials();
    assertThatExceptionOfType(HttpResponseException.class)
        .isThrownBy(() -> {
          for (var i = 0; i < 1_000; i++) {
            credentials.createOrUpdate(
                FederationFixture.GROUP, identity.name(), "name-0", credential(ISSUER, "s-0"));
          }
        })
        .satisfies(exception ->
            assertThat(exception.getResponse().getStatusCode()).isEqualTo(TOO_MANY_REQUESTS));
  }

  /** Returns a recorder that advances the clock at each response with the status. */
  private static RecordedExchanges advancing(TestClock clock, int status) {
    return new RecordedExchanges(exchange -> {
      if (exchange.status() == status) {
        clock.advance(Duration.ofSeconds(1));
      }
    });
  }

  private static List<FederationClient> clients(
      FederationFixture fixture, RecordedExchanges recordedExchanges) {
    return IntStream.range(0, CLIENTS)
        .mapToObj(i -> fixture.federation(recordedExchanges))
        .toList();
  }

  private static List<ResourceId> identities(FederationFixture fixture, int count) {
    return IntStream.range(0, count).mapToObj(i -> fixture.identity("busy-" + i)).toList();
  }

  private static List<String> subjects(int count) {
    return IntStream.range(0, count).mapToObj(i -> "s-" + i).toList();
  }
}
