package dev.msi4j.federation;

import static dev.msi4j.federation.FakeAzure.credential;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.ResourceId;
import dev.msi4j.federation.FakeAzure.Answer;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.StepVerifier;

/** Tests interruption and cancellation of waits, with the system clock. */
@Timeout(60)
class CancellationTests {
  private final FakeAzure azure = new FakeAzure();
  private final ResourceId identity = azure.identity("worker");
  private final CountDownLatch sent = new CountDownLatch(1);

  @Test
  void interruptEndsRetries() throws Exception {
    rejectAll(Answer.throttled());
    var client = FederationClient.of(azure.client().buildClient());

    assertInterruptible(() -> client.createOrUpdate(identity, "name", credential("s")));
  }

  @Test
  void interruptEndsReconciliationWithoutOutcome() throws Exception {
    rejectAll(Answer.throttled());
    var client = FederationClient.of(azure.client().buildClient());
    var desired = DesiredCredentials.builder().credential(credential("s")).build();

    assertInterruptible(() -> client.reconcile(identity, desired));
  }

  @Test
  void interruptEndsReconciliationOfSeveralIdentities() throws Exception {
    rejectAll(Answer.throttled());
    var client = FederationClient.of(azure.client().buildClient());
    var desired = DesiredCredentials.builder().credential(credential("s")).build();

    assertInterruptible(() -> client.reconcileAll(Map.of(identity, desired)));
  }

  @Test
  void interruptEndsAwaitReadable() throws Exception {
    rejectAll(Answer.notFound());
    var client = FederationClient.of(azure.client().buildClient());

    assertInterruptible(() -> client.awaitReadable(identity, 3));
  }

  @Test
  void interruptedWaitingWriteDoesNotBlockOtherWrites() throws Exception {
    var release = new CountDownLatch(1);
    azure.script(call -> {
      sent.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return null;
    });
    var client = FederationClient.of(azure.client().buildClient());
    var first =
        CompletableFuture.runAsync(
            () -> client.createOrUpdate(identity, "first", credential("first")));
    assertThat(sent.await(20, TimeUnit.SECONDS)).isTrue();

    assertInterruptible(() -> client.createOrUpdate(identity, "second", credential("second")));
    release.countDown();
    first.get(20, TimeUnit.SECONDS);
    client.createOrUpdate(identity, "third", credential("third"));

    assertThat(azure.credentials(identity)).hasSize(2);
  }

  @Test
  void cancellationEndsRetriesAndReleasesQueue() {
    rejectAll(Answer.parentNotFound());
    var client = FederationAsyncClient.of(azure.client().buildAsyncClient());

    StepVerifier.create(client.createOrUpdate(identity, "name", credential("s")))
        .then(() -> assertThat(azure.requests()).isNotEmpty())
        .thenCancel()
        .verify();
    azure.script(call -> null);

    StepVerifier.create(client.createOrUpdate(identity, "name", credential("s")))
        .expectNextCount(1)
        .verifyComplete();
  }

  private void rejectAll(Answer answer) {
    azure.script(call -> {
      sent.countDown();
      return answer;
    });
  }

  /** Interrupts the operation after its first request, before or during its wait. */
  private void assertInterruptible(Runnable work) throws InterruptedException {
    var failure = new CompletableFuture<Throwable>();
    var wasInterrupted = new CompletableFuture<Boolean>();
    var thread =
        new Thread(() -> {
          try {
            work.run();
            failure.complete(new AssertionError("the operation was not interrupted"));
          } catch (Throwable e) {
            failure.complete(e);
          }
          wasInterrupted.complete(Thread.currentThread().isInterrupted());
        });
    thread.start();
    assertThat(sent.await(20, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    thread.join();

    assertThat(failure.join())
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(InterruptedIOException.class);
    assertThat(wasInterrupted.join()).isTrue();
  }
}
