package dev.msi4j.local.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundTests {
  @Test
  void valueIsComputedOnDaemonThreadWithName() {
    var thread = Background.start("worker", Thread::currentThread).await();

    assertThat(thread.getName()).isEqualTo("worker");
    assertThat(thread.isDaemon()).isTrue();
  }

  @Test
  void awaitWaitsForValue() {
    var creatorGoesOn = new CountDownLatch(1);

    var value = Background.start("worker", () -> await(creatorGoesOn));
    creatorGoesOn.countDown();

    assertThat(value.await()).isTrue();
  }

  @Test
  void awaitThrowsExceptionOfComputationEachTime() {
    var failure = new IllegalStateException("failed");

    var value = Background.start("worker", () -> fail(failure));

    assertThatThrownBy(value::await).isSameAs(failure);
    assertThatThrownBy(value::await).isSameAs(failure);
  }

  @Test
  void awaitThrowsErrorOfComputation() {
    var failure = new AssertionError("failed");

    var value = Background.start("worker", () -> fail(failure));

    assertThatThrownBy(value::await).isSameAs(failure);
  }

  private static <E extends Throwable> boolean fail(E failure) throws E {
    throw failure;
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
