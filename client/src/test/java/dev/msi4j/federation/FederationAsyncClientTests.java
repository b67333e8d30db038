package dev.msi4j.federation;

import static dev.msi4j.federation.FakeAzure.credential;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.HttpResponseException;
import dev.msi4j.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Tests the asynchronous client with the system clock. */
@Timeout(60)
class FederationAsyncClientTests {
  private final FakeAzure azure = new FakeAzure();
  private final ResourceId identity = azure.identity("worker");
  private final FederationAsyncClient client =
      FederationAsyncClient.of(azure.client().buildAsyncClient());

  @Test
  void requestsAreSentOnSubscription() {
    client.createOrUpdate(identity, "name", credential("s"));
    client.delete(identity, "name");
    client.recreate(identity, "name");
    client.reconcile(identity, DesiredCredentials.builder().build());
    client.deleteIfUnused(identity);
    client.awaitReadable(identity, 1);

    assertThat(azure.requests()).isEmpty();
  }

  @Test
  void invalidArgumentIsEmittedAsError() {
    StepVerifier.create(client.capacity(ResourceId.resourceGroup("s", "g")))
        .expectError(IllegalArgumentException.class)
        .verify();
  }

  @Test
  void writesOfSeveralThreadsAreSerialized() {
    var writes =
        Flux.range(0, 18)
            .flatMap(i ->
                client
                    .createOrUpdate(identity, "name-" + i, credential("s" + i))
                    .subscribeOn(Schedulers.parallel()));

    StepVerifier.create(writes.then()).verifyComplete();

    assertThat(azure.credentials(identity)).hasSize(18);
    assertThat(azure.requests()).as("requests, without any retry").hasSize(18);
  }

  @Test
  void longWriteQueueDoesNotExhaustStack() {
    var writes =
        Flux.range(0, 2_000)
            .flatMap(i -> client.createOrUpdate(identity, "name", credential("s")), 2_000);

    StepVerifier.create(writes.count()).expectNext(2_000L).verifyComplete();
  }

  @Test
  void reconcileEmitsEachOutcomeAfterItsWrite() {
    var desired =
        DesiredCredentials.builder()
            .credential("one", credential("1"))
            .credential("two", credential("2"))
            .build();

    StepVerifier.create(client.reconcile(identity, desired), 1)
        .assertNext(outcome -> {
          assertThat(outcome.name()).isEqualTo("one");
          assertThat(azure.writes()).containsExactly("PUT worker/one");
        })
        .thenRequest(1)
        .assertNext(outcome -> assertThat(outcome.name()).isEqualTo("two"))
        .verifyComplete();
  }

  @Test
  void eachOperationReturnsResultOfBlockingClient() {
    var one = DesiredCredentials.builder().credential("one", credential("1")).build();

    StepVerifier.create(client.plan(identity, one))
        .assertNext(outcome -> assertThat(outcome.status()).isEqualTo(CredentialStatus.CREATED))
        .verifyComplete();
    StepVerifier.create(client.reconcileAll(Map.of(identity, one)))
        .assertNext(outcome -> assertThat(outcome.status()).isEqualTo(CredentialStatus.CREATED))
        .verifyComplete();
    StepVerifier.create(client.ensure(identity, credential("1")).map(found -> found.name() + ""))
        .expectNext("one")
        .verifyComplete();
    StepVerifier.create(client.capacity(identity).map(Capacity::used))
        .expectNext(1)
        .verifyComplete();
    StepVerifier.create(
            client
                .diagnose(identity, PresentedToken.of("https://issuer.example.com", "2", "x"))
                .mapNotNull(Diagnosis::code))
        .expectNext("AADSTS700213")
        .verifyComplete();
    StepVerifier.create(
            client
                .place(List.of(identity), List.of(FederatedSubject.of("https://i.example", "s")))
                .map(SubjectPlacement::identitiesNeeded))
        .expectNext(1)
        .verifyComplete();
    StepVerifier.create(client.recreate(identity, "one")).expectNextCount(1).verifyComplete();
    StepVerifier.create(client.awaitReadable(identity, 1)).expectNextCount(1).verifyComplete();
    StepVerifier.create(client.delete(identity, "one")).expectNextCount(1).verifyComplete();
    StepVerifier.create(client.deleteIfUnused(identity).map(DeleteIfUnusedResult::status))
        .expectNext(DeleteIfUnusedResult.Status.DELETED)
        .verifyComplete();
  }

  @Test
  void awaitPrincipalRepeatsProbeUntilPrincipalExists() {
    var attempts = new AtomicInteger();
    var options = FederationOptions.builder().awaitInterval(Duration.ofMillis(1)).build();
    var polling = FederationAsyncClient.of(azure.client().buildAsyncClient(), options);

    StepVerifier.create(
            polling.awaitPrincipal(
                "principal",
                id ->
                    attempts.incrementAndGet() < 3
                        ? Mono.error(new HttpResponseException("PrincipalNotFound", null))
                        : Mono.just("assigned to " + id)))
        .expectNext("assigned to principal")
        .verifyComplete();
  }
}
