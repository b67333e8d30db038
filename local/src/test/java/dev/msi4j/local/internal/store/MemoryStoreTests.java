package dev.msi4j.local.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemoryStoreTests extends StoreContract {
  @Override
  Store open() {
    return new MemoryStore();
  }

  @Test
  void readersRunConcurrently() {
    try (var store = open()) {
      var bothInside = new CyclicBarrier(2);

      var other = CompletableFuture.supplyAsync(() -> store.read(documents -> await(bothInside)));
      boolean met = store.read(documents -> await(bothInside));

      assertThat(met && other.join()).isTrue();
    }
  }

  @Test
  void readTransactionRejectsWrites() {
    try (var store = open()) {
      assertThatIllegalStateException()
          .isThrownBy(() ->
              store.read(documents -> {
                documents.put("a", "b", "1");
                return true;
              }))
          .withMessage("a read transaction must not write");
    }
  }

  @Test
  void closeDropsDocuments() {
    var store = open();
    store.change(documents -> documents.put("a", "b", "1"));

    store.close();

    List<Entry> all = store.read(documents -> documents.under(""));
    assertThat(all).isEmpty();
  }

  private static boolean await(CyclicBarrier barrier) {
    try {
      barrier.await();
      return true;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
