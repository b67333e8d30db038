package dev.msi4j.federation;

import static dev.msi4j.federation.FakeAzure.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceExistsException;
import dev.msi4j.DeleteResult;
import dev.msi4j.ResourceId;
import dev.msi4j.federation.FakeAzure.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests concurrent writes to the credentials of one identity, which Azure rejects. */
class CollidingWritesTests {
  private final FakeAzure azure = new FakeAzure();
  private final TestDelays delays = new TestDelays();

  @ParameterizedTest
  @EnumSource
  void writesOfOneClientAreSerialized(ClientMode clientMode) throws Exception {
    var identity = azure.identity("worker");
    var client = clientMode.client(azure, delays);

    inParallel(16, i -> client.createOrUpdate(identity, "name-" + i, credential("s" + i)));

    assertThat(azure.credentials(identity)).hasSize(16);
    assertThat(delays.pauses()).as("retries").isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void writeIsSentAfterPreviousWriteEnds(ClientMode clientMode) {
    var identity = azure.identity("WORKER");
    var spelledOtherwise = ResourceId.parse(identity.toString().toLowerCase(Locale.ROOT));
    var other = azure.identity("other");
    azure.script(call -> "first".equals(call.credential()) ? Answer.concurrentWrite() : null);
    var calls =
        new FederationCalls(
            clientMode.adapter(azure), FederationOptions.DEFAULT, delays, () -> 1.0);
    delays.freeze();

    var first = calls.createOrUpdate(identity, "first", credential("1")).subscribe();
    calls.createOrUpdate(spelledOtherwise, "second", credential("2")).subscribe();
    calls.delete(identity, "third").subscribe();
    calls.createOrUpdate(other, "fourth", credential("4")).subscribe();
    assertThat(azure.requests()).containsExactly("PUT WORKER/first", "PUT other/fourth");

    first.dispose();
    assertThat(azure.requests())
        .containsExactly(
            "PUT WORKER/first", "PUT other/fourth", "PUT worker/second", "DELETE WORKER/third");
  }

  @Test
  void deletionsAreSerialized() throws Exception {
    var identity = azure.identity("worker");
    var client = ClientMode.BLOCKING.client(azure, delays);
    for (int i = 0; i < 12; i++) {
      azure.put(identity, "name-" + i, credential("s" + i));
    }

    inParallel(12, i -> client.delete(identity, "name-" + i));

    assertThat(azure.credentials(identity)).isEmpty();
    assertThat(delays.pauses()).isEmpty();
  }

  @Test
  void writesAreSerializedForIdsInDifferentCase() throws Exception {
    var upper = azure.identity("WORKER");
    var lower = ResourceId.parse(upper.toString().toLowerCase(Locale.ROOT));
    var client = ClientMode.BLOCKING.client(azure, delays);

    inParallel(
        12,
        i -> client.createOrUpdate(i % 2 == 0 ? upper : lower, "name-" + i, credential("s" + i)));

    assertThat(azure.credentials(upper)).hasSize(12);
    assertThat(delays.pauses()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void writesToDifferentIdentitiesRunConcurrently(ClientMode clientMode) throws Exception {
    var slow = azure.identity("slow");
    var quick = azure.identity("quick");
    var slowIsSent = new CountDownLatch(1);
    var quickIsDone = new CountDownLatch(1);
    azure.script(call -> {
      if (call.identity().equals("slow")) {
        slowIsSent.countDown();
        await(quickIsDone);
      }
      return null;
    });
    var client = clientMode.client(azure, delays);
    var threads = Executors.newSingleThreadExecutor();
    try {
      var first = threads.submit(() -> client.createOrUpdate(slow, "name", credential("s")));
      await(slowIsSent);
      client.createOrUpdate(quick, "name", credential("s"));
      quickIsDone.countDown();

      assertThat(first.get(10, TimeUnit.SECONDS).name()).isEqualTo("name");
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void createOrUpdateRetriesConflictWithAnotherProcess(ClientMode clientMode) {
    var identity = azure.identity("worker");
    var errors = new AtomicInteger(4);
    azure.script(
        call -> call.isWrite() && errors.getAndDecrement() > 0 ? Answer.concurrentWrite() : null);

    clientMode.client(azure, delays).createOrUpdate(identity, "name", credential("s"));

    assertThat(azure.credentials(identity)).hasSize(1);
    assertThat(delays.pauses())
        .containsExactly(
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofMillis(1000),
            Duration.ofMillis(2000));
  }

  @Test
  void deleteRetriesConflict() {
    var identity = azure.identity("worker");
    azure.put(identity, "name", credential("s"));
    var errors = new AtomicInteger(1);
    azure.script(
        call -> call.isWrite() && errors.getAndDecrement() > 0 ? Answer.concurrentWrite() : null);

    assertThat(ClientMode.BLOCKING.client(azure, delays).delete(identity, "name"))
        .isEqualTo(DeleteResult.DELETED);
  }

  @Test
  void backOffDelayHasJitterAndMaximum() {
    var retrier = new Retrier(FederationOptions.DEFAULT, delays, () -> 0.0);

    assertThat(retrier.backOffDelay(0)).isEqualTo(Duration.ofMillis(125));
    assertThat(retrier.backOffDelay(1000)).isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @EnumSource
  void createOrUpdateFailsWithAzuresErrorAfterRetryTimeout(ClientMode clientMode) {
    var identity = azure.identity("worker");
    azure.script(call -> call.isWrite() ? Answer.concurrentWrite() : null);
    var client = clientMode.client(azure, delays);

    assertThatExceptionOfType(ResourceExistsException.class)
        .isThrownBy(() -> client.createOrUpdate(identity, "name", credential("s")))
        .withMessageContaining("written concurrently");
    assertThat(delays.pauses().stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
  }

  @Test
  void createOrUpdateDoesNotRetryConflictIfDisabled() {
    var identity = azure.identity("worker");
    azure.script(call -> call.isWrite() ? Answer.concurrentWrite() : null);
    var options = FederationOptions.builder().retryConcurrentWrites(false).build();
    var client = ClientMode.BLOCKING.client(azure, options, delays);

    assertThatExceptionOfType(ResourceExistsException.class)
        .isThrownBy(() -> client.createOrUpdate(identity, "name", credential("s")));
    assertThat(azure.writes()).hasSize(1);
  }

  @Test
  void writesRunConcurrentlyIfSerializationIsDisabled() throws Exception {
    var identity = azure.identity("worker");
    var bothAreSent = new CountDownLatch(2);
    azure.script(call -> {
      bothAreSent.countDown();
      await(bothAreSent);
      return Answer.error(403, "AuthorizationFailed", "No.");
    });
    var options = FederationOptions.builder().serializeWrites(false).build();
    var client = ClientMode.BLOCKING.client(azure, options, delays);

    inParallel(
        2,
        i ->
            assertThatExceptionOfType(HttpResponseException.class)
                .isThrownBy(() -> client.createOrUpdate(identity, "name-" + i, credential("s"))));
  }

  @Test
  void failedWriteDoesNotBlockNextWrite() {
    var identity = azure.identity("worker");
    azure.script(call -> Answer.error(403, "AuthorizationFailed", "No."));
    var client = ClientMode.BLOCKING.client(azure, delays);
    assertThatExceptionOfType(HttpResponseException.class)
        .isThrownBy(() -> client.createOrUpdate(identity, "name", credential("s")));
    azure.script(call -> null);

    client.createOrUpdate(identity, "name", credential("s"));

    assertThat(azure.credentials(identity)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void reconcileAllCreatesAllCredentialsDespiteConflicts(ClientMode clientMode) {
    var desired = new HashMap<ResourceId, DesiredCredentials>();
    for (int i = 0; i < 15; i++) {
      var builder = DesiredCredentials.builder();
      FakeAzure.credentials(20).forEach(builder::credential);
      desired.put(azure.identity("cluster-" + i), builder.build());
    }
    var writes = new AtomicInteger();
    azure.script(call ->
        call.isWrite() && writes.incrementAndGet() % 7 == 0 ? Answer.concurrentWrite() : null);

    var result = clientMode.client(azure, delays).reconcileAll(desired);

    assertThat(result.outcomes(CredentialStatus.CREATED)).hasSize(300);
    assertThat(result.isAsDesired()).isTrue();
  }

  /** Runs the step concurrently in the given number of threads. */
  private static void inParallel(int count, Step step) throws Exception {
    var threads = Executors.newFixedThreadPool(count);
    try {
      var start = new CountDownLatch(1);
      var work = new ArrayList<Callable<Object>>();
      for (int i = 0; i < count; i++) {
        var number = i;
        work.add(() -> {
          await(start);
          return step.run(number);
        });
      }
      var running = work.stream().map(threads::submit).toList();
      start.countDown();
      for (var each : running) {
        each.get(20, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Step {
    Object run(int number);
  }
}
