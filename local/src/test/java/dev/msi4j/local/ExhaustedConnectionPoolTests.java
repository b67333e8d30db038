package dev.msi4j.local;

import static dev.msi4j.local.Arm.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.internal.store.TestStores;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ExhaustedConnectionPoolTests {
  @Test
  void requestsReturn503WithRetryAfterWhileAllConnectionsAreInUse() throws InterruptedException {
    // In memory, the store has one connection.
    try (var azure = LocalAzure.start()) {
      var arm = Arm.signIn(azure);
      arm.createGroup("rg");
      var store = azure.components().store();
      TestStores.setConnectionTimeout(store, 250);
      var held = new CountDownLatch(1);
      var release = new CountDownLatch(1);
      var holder =
          CompletableFuture.runAsync(() ->
              store.change(documents -> {
                held.countDown();
                await(release);
              }));
      held.await();

      var resourceManager = arm.get(arm.group("rg"), "2021-04-01");
      var tokenService = Arm.tokenAnswer(azure);

      release.countDown();
      holder.join();
      assertThat(error(resourceManager)).isEqualTo("503 ServiceUnavailable");
      assertThat(resourceManager.headers().first("Retry-After").orElse("")).matches("[1-9]\\d*");
      assertThat(tokenService.status()).isEqualTo(503);
      assertThat(tokenService.headers().first("Retry-After").orElse("")).matches("[1-9]\\d*");
      assertThat(arm.get(arm.group("rg"), "2021-04-01").status()).isEqualTo(200);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
