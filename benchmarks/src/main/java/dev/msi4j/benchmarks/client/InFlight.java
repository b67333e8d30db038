package dev.msi4j.benchmarks.client;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;

/** Keeps a number of requests in flight for a time. */
interface InFlight {
  /** Measures the requests that complete in a time. */
  Measurement measure(int count, long nanos) throws Exception;

  /** Returns the given mode: {@code platform}, {@code virtual} or {@code async}. */
  static InFlight of(Contestant contestant, String mode) {
    return switch (mode) {
      case "platform" ->
          (count, nanos) ->
              onThreads(contestant, count, nanos, Executors.newFixedThreadPool(count));
      case "virtual" -> (count, nanos) -> onThreads(contestant, count, nanos, virtualThreads());
      case "async" -> (count, nanos) -> async(contestant, count, nanos);
      default -> throw new IllegalArgumentException("mode is '" + mode + "': unknown");
    };
  }

  /** Returns an executor of JDK 21 and newer. */
  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  private static Measurement onThreads(
      Contestant contestant, int count, long nanos, ExecutorService threads) throws Exception {
    var measured = new CountDownLatch(1);
    var done = new CountDownLatch(count);
    var operations = new AtomicLong();
    var ended = new AtomicBoolean();
    try {
      var meter = Meter.start();
      Callable<Void> loop =
          () -> {
            try {
              var own = 0L;
              do {
                ClientProcess.check(contestant, contestant.get());
                own++;
              } while (!ended.get());
              operations.addAndGet(own);
            } finally {
              done.countDown();
            }
            // Its allocation counts only while the thread lives.
            measured.await();
            return null;
          };
      var loops = new ArrayList<Future<Void>>();
      for (var i = 0; i < count; i++) {
        loops.add(threads.submit(loop));
      }
      // Ends early if all loops fail.
      var unused = done.await(nanos, TimeUnit.NANOSECONDS);
      ended.set(true);
      done.await();
      var measurement = meter.stop(operations.get());
      measured.countDown();
      for (var result : loops) {
        result.get();
      }
      return measurement;
    } finally {
      threads.shutdown();
    }
  }

  private static Measurement async(Contestant contestant, int count, long nanos) {
    var get = contestant.asyncGet();
    var meter = Meter.start();
    var operations =
        Flux.<Integer, Integer>generate(
                () -> 0,
                (sent, sink) -> {
                  if (sent < count || meter.elapsedNanos() < nanos) {
                    sink.next(sent);
                  } else {
                    sink.complete();
                  }
                  return sent + 1;
                })
            .flatMap(next -> get.get(), count)
            .doOnNext(value -> ClientProcess.check(contestant, value))
            .count()
            .blockOptional()
            .orElse(0L);
    return meter.stop(operations);
  }
}
