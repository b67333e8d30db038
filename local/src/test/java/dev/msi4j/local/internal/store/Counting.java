package dev.msi4j.local.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Increments a counter concurrently through two stores of the same documents. */
final class Counting {
  private Counting() {}

  /**
   * Increments the counter 200 times in eight threads, alternating the stores; returns the total.
   */
  static String toTwoHundred(Store one, Store two) throws InterruptedException {
    one.change(documents -> documents.put("count", "it", "0"));
    var threads = Executors.newFixedThreadPool(8);
    IntStream.range(0, 200).forEach(i -> threads.execute(() -> increment(i % 2 == 0 ? one : two)));
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    return one.read(documents -> documents.get("count", "it")).orElseThrow();
  }

  private static void increment(Store store) {
    store.change(documents -> {
      var count = Integer.parseInt(documents.get("count", "it").orElseThrow());
      documents.put("count", "it", Integer.toString(count + 1));
    });
  }
}
