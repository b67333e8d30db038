package dev.msi4j.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

/** Runs tasks concurrently, one thread per task; all tasks start at the same time. */
final class Concurrently {
  private Concurrently() {}

  /** Returns the results in the order of the tasks; throws the first failure. */
  static <T> List<T> run(List<Callable<T>> work) throws Exception {
    var pool = Executors.newFixedThreadPool(work.size());
    try {
      var barrier = new CyclicBarrier(work.size());
      var running =
          work.stream()
              .map(each ->
                  pool.submit(() -> {
                    barrier.await();
                    return each.call();
                  }))
              .toList();
      var results = new ArrayList<T>();
      for (var each : running) {
        results.add(each.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
